import django.db.models.deletion
import onderling.formats.library.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0007_searchdocument_searchword'),
        ('mail', '0003_message_language'),
        ('offers', '0007_giver_says_yes'),
        ('rounds', '0005_walk_ins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                ('shown_name', models.CharField(blank=True, max_length=80, verbose_name='naam erbij')),
                ('kind', models.CharField(choices=[(onderling.formats.library.rules.Kind['TIP'], 'tip'), (onderling.formats.library.rules.Kind['PRACTICE'], 'voorbeeld'), (onderling.formats.library.rules.Kind['REMARK'], 'opmerking')], max_length=8, verbose_name='soort')),
                ('title', models.CharField(max_length=120, verbose_name='titel')),
                ('words', models.TextField(verbose_name='tekst')),
                ('about', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[(onderling.formats.library.rules.State['UNCONFIRMED'], 'nog niet bevestigd'), (onderling.formats.library.rules.State['MODERATION'], 'in moderatie'), (onderling.formats.library.rules.State['PUBLISHED'], 'geplaatst'), (onderling.formats.library.rules.State['REJECTED'], 'niet geplaatst'), (onderling.formats.library.rules.State['WITHDRAWN'], 'ingetrokken'), (onderling.formats.library.rules.State['PROMOTED'], 'praktijkvoorbeeld')], default=onderling.formats.library.rules.State['UNCONFIRMED'], max_length=22)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('because', models.CharField(blank=True, max_length=500)),
                ('desk', models.CharField(blank=True, max_length=20)),
                ('submitted', models.DateTimeField()),
                ('confirmed', models.DateTimeField(blank=True, null=True)),
                ('corrected', models.DateTimeField(blank=True, null=True)),
                ('decided', models.DateTimeField(blank=True, null=True)),
                ('published', models.DateTimeField(blank=True, null=True)),
                ('told_of_file', models.DateTimeField(blank=True, null=True)),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.message')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='rounds.round')),
                ('sender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to=settings.AUTH_USER_MODEL)),
                ('upload', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contribution', to='base.upload')),
            ],
            options={
                'ordering': ['-published', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='titel')),
                ('words', models.TextField(verbose_name='tekst')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='van wie')),
                ('for_whom', models.CharField(blank=True, max_length=120, verbose_name='voor wie')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hoe lang het duurt')),
                ('published', models.DateTimeField(blank=True, null=True)),
                ('contribution', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='practice', to='library.contribution')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.theme', verbose_name='thema')),
                ('working_form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.workingform', verbose_name='werkvorm')),
                ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-published', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['state', '-published'], name='contribution_by_state'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', onderling.formats.library.rules.State['REJECTED']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='contribution_rejected_with_reason'),
        ),
    ]
