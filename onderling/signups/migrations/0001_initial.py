import django.db.models.deletion
import onderling.signups.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offers', '0001_initial'),
        ('people', '0001_initial'),
        ('rounds', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AllocationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'wacht'), ('running', 'bezig'), ('preview', 'proef'), ('infeasible', 'kan niet'), ('failed', 'mislukt'), ('stopped', 'gestopt'), ('published', 'gepubliceerd'), ('undone', 'ongedaan gemaakt')], default='queued', max_length=10)),
                ('seed', models.CharField(max_length=40)),
                ('problem', models.JSONField(default=dict)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('result', models.JSONField(default=dict)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('doing', models.CharField(blank=True, max_length=120)),
                ('trouble', models.JSONField(default=list)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('queued', models.DateTimeField()),
                ('started', models.DateTimeField(blank=True, null=True)),
                ('finished', models.DateTimeField(blank=True, null=True)),
                ('published', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='rounds.round')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ChoiceRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wishes', models.PositiveSmallIntegerField(default=3, verbose_name='aantal wensen per ronde')),
                ('per_slot', models.BooleanField(default=True)),
                ('most', models.PositiveSmallIntegerField(default=0, verbose_name='hoogstens zoveel workshops')),
                ('anywhere', models.BooleanField(default=True, verbose_name='plaats iedereen als de wensen vol zijn')),
                ('unanswered', models.CharField(choices=[('placed', 'krijgt een plek waar ruimte is'), ('not_placed', 'krijgt geen plek')], default='not_placed', max_length=10, verbose_name='wie niet kiest')),
                ('mix_paid', models.PositiveSmallIntegerField(default=1, verbose_name='minstens zoveel beroepskrachten per gemengde workshop')),
                ('mix_volunteer', models.PositiveSmallIntegerField(default=1, verbose_name='minstens zoveel vrijwilligers per gemengde workshop')),
                ('without', models.CharField(default='guarantee', max_length=10)),
                ('order', models.CharField(default='joint', max_length=6)),
                ('points', models.JSONField(default=list)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='choice_rule', to='rounds.round')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('paid', 'paid'), ('volunteer', 'volunteer'), ('other', 'other')], max_length=9)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('state', models.CharField(choices=[('invited', 'uitgenodigd'), ('coming', 'doet mee'), ('not_coming', 'doet niet mee')], default='invited', max_length=10)),
                ('brings', models.CharField(blank=True, max_length=200, verbose_name='dit neem ik mee')),
                ('source', models.CharField(blank=True, max_length=20)),
                ('late', models.BooleanField(default=False)),
                ('late_accepted', models.BooleanField(default=False)),
                ('chosen', models.DateTimeField(blank=True, null=True)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('affiliation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.affiliation')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='rounds.round')),
            ],
            options={
                'ordering': ['person__last_name', 'person__first_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('like', 'graag samen'), ('together', 'altijd samen'), ('apart', 'niet samen')], max_length=8)),
                ('because', models.CharField(blank=True, max_length=200, verbose_name='toelichting')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='rounds.round')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='signups.participation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='signups.participation')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('by_hand', models.BooleanField(default=False)),
                ('because', models.CharField(blank=True, max_length=200)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='offers.meeting')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='signups.allocationrun')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='signups.participation')),
            ],
            options={
                'ordering': ['participation', 'meeting__slot__starts'],
            },
        ),
        migrations.CreateModel(
            name='Lock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=200, verbose_name='reden')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locks', to='offers.meeting')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locks', to='signups.participation')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='offers.slot')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='signups.participation')),
            ],
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=12)),
                ('numbers', models.JSONField(default=dict)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.meeting')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='signups.participation')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='signups.allocationrun')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Signup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[(onderling.signups.rules.SignupState['CONFIRMED'], 'plek'), (onderling.signups.rules.SignupState['WAITLISTED'], 'wachtlijst'), (onderling.signups.rules.SignupState['CANCELLED'], 'afgemeld'), (onderling.signups.rules.SignupState['NO_SHOW'], 'niet gekomen'), (onderling.signups.rules.SignupState['ATTENDED'], 'geweest')], max_length=10)),
                ('sequence', models.PositiveBigIntegerField()),
                ('kind', models.CharField(blank=True, max_length=12)),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('by_hand', models.BooleanField(default=False)),
                ('because', models.CharField(blank=True, max_length=200)),
                ('since', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signups', to='offers.meeting')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signups', to='signups.participation')),
                ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='signups.allocationrun')),
            ],
            options={
                'ordering': ['meeting', 'sequence', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opinion', models.CharField(choices=[(onderling.signups.rules.Opinion['RANKED'], 'wens'), (onderling.signups.rules.Opinion['ALSO_GOOD'], 'ook goed'), (onderling.signups.rules.Opinion['RATHER_NOT'], 'liever niet'), (onderling.signups.rules.Opinion['CANNOT'], 'kan niet')], max_length=10)),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='offers.meeting')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='signups.participation')),
            ],
            options={
                'ordering': ['participation', 'rank', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='allocationrun',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('round',), name='one_published_run_a_round'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('round', 'person'), name='participation_once'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('round', 'code'), name='participation_code_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='pair_once'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='nobody_pairs_with_themselves'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('run', 'participation', 'meeting'), name='match_once_a_run'),
        ),
        migrations.AddConstraint(
            model_name='lock',
            constraint=models.UniqueConstraint(fields=('participation', 'meeting'), name='lock_once'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.UniqueConstraint(fields=('participation', 'slot'), name='absent_once_a_slot'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.UniqueConstraint(fields=('run', 'participation', 'meeting'), name='reason_once_a_run'),
        ),
        migrations.AddIndex(
            model_name='signup',
            index=models.Index(fields=['meeting', 'state', 'sequence'], name='signup_in_line'),
        ),
        migrations.AddConstraint(
            model_name='signup',
            constraint=models.UniqueConstraint(fields=('participation', 'meeting'), name='signup_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('participation', 'meeting'), name='wish_once'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opinion', onderling.signups.rules.Opinion['RANKED']), ('rank__gte', 1)), models.Q(models.Q(('opinion', onderling.signups.rules.Opinion['RANKED']), _negated=True), ('rank', None)), _connector='OR'), name='only_a_wish_has_a_rank'),
        ),
    ]
