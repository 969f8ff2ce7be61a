import django.db.models.deletion
import onderling.offers.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('rounds', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='thema')),
                ('about', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='WorkingForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='werkvorm')),
                ('about', models.CharField(blank=True, max_length=300)),
                ('needs', models.CharField(blank=True, max_length=200)),
                ('note_how', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Giving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='givings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=20)),
                ('seats', models.PositiveSmallIntegerField(verbose_name='plekken')),
                ('minimum', models.PositiveSmallIntegerField(verbose_name='gaat door vanaf')),
                ('room_holds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='past in de zaal')),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('open', 'open'), ('held', 'geweest'), ('cancelled', 'afgezegd')], default='planned', max_length=9)),
                ('givers', models.ManyToManyField(related_name='meetings_given', through='offers.Giving', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['slot__starts', 'room__order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='giving',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='givings', to='offers.meeting'),
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=120, verbose_name='titel')),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='waar gaat het over?')),
                ('afterwards', models.CharField(blank=True, max_length=200, verbose_name='na afloop …')),
                ('preparation', models.CharField(blank=True, max_length=200, verbose_name='voorbereiding')),
                ('minimum', models.PositiveSmallIntegerField(default=6, verbose_name='gaat door vanaf')),
                ('maximum', models.PositiveSmallIntegerField(default=20, verbose_name='hoogstens')),
                ('minutes', models.PositiveSmallIntegerField(default=75, verbose_name='duur in minuten')),
                ('needs', models.CharField(blank=True, max_length=200, verbose_name='wat is er nodig')),
                ('mixed', models.BooleanField(default=True, verbose_name='gemengde groep')),
                ('language', models.CharField(default='Nederlands', max_length=40, verbose_name='taal')),
                ('level', models.CharField(blank=True, max_length=40, verbose_name='niveau')),
                ('accessible', models.BooleanField(default=True, verbose_name='met een rolstoel te bezoeken')),
                ('audience', models.CharField(choices=[('own', 'eigen organisatie'), ('partners', 'partners'), ('everyone', 'iedereen')], default='everyone', max_length=8, verbose_name='voor wie')),
                ('state', models.CharField(choices=[(onderling.offers.rules.OfferState['DRAFT'], 'concept'), (onderling.offers.rules.OfferState['SUBMITTED'], 'aangeboden'), (onderling.offers.rules.OfferState['CHANGES_ASKED'], 'aanpassing gevraagd'), (onderling.offers.rules.OfferState['PUBLISHED'], 'gepubliceerd'), ('full', 'vol'), (onderling.offers.rules.OfferState['WITHDRAWN'], 'ingetrokken'), (onderling.offers.rules.OfferState['DELIVERED'], 'gegeven')], default=onderling.offers.rules.OfferState['DRAFT'], max_length=13)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('maker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='offers', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.organisation', verbose_name='organisatie')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='rounds.round')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.theme', verbose_name='thema')),
                ('working_form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.workingform', verbose_name='werkvorm')),
            ],
            options={
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='offer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='offers.offer'),
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='zaal')),
                ('holds', models.PositiveSmallIntegerField(default=20, verbose_name='plekken')),
                ('accessible', models.BooleanField(default=True, verbose_name='met een rolstoel te bereiken')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='rounds.round')),
            ],
            options={
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='room',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='offers.room'),
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('workshops', 'workshops'), ('plenary', 'met z’n allen'), ('break', 'pauze of lunch')], default='workshops', max_length=9)),
                ('number', models.PositiveSmallIntegerField(default=0)),
                ('label', models.CharField(max_length=80, verbose_name='naam')),
                ('starts', models.DateTimeField()),
                ('ends', models.DateTimeField()),
                ('where', models.CharField(blank=True, max_length=80, verbose_name='waar')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='rounds.round')),
            ],
            options={
                'ordering': ['starts', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='last_slot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.slot'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='slot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='offers.slot'),
        ),
        migrations.AddConstraint(
            model_name='giving',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='giver_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(fields=('round', 'name'), name='room_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='slot_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('seats'))), name='meeting_seats_no_more_than_it_has'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__lte', models.F('maximum'))), name='offer_minimum_below_maximum'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('round', 'code'), name='offer_code_once_a_round'),
        ),
    ]
