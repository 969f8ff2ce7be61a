import django.db.models.deletion
import onderling.rounds.rules
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('form_of_address', models.CharField(choices=[('u', 'u'), ('je', 'je')], default='u', max_length=2, verbose_name='aanspreekvorm')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='people.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('format', models.CharField(choices=[('workshops', 'workshops')], default='workshops', max_length=12)),
                ('preset', models.CharField(blank=True, max_length=20)),
                ('state', models.CharField(choices=[(onderling.rounds.rules.State['DRAFT'], 'in voorbereiding'), (onderling.rounds.rules.State['ANNOUNCED'], 'aangekondigd'), (onderling.rounds.rules.State['OPEN'], 'open voor wensen'), (onderling.rounds.rules.State['MATCHING'], 'verdelen'), (onderling.rounds.rules.State['CONFIRMED'], 'verdeling gepubliceerd'), (onderling.rounds.rules.State['RUNNING'], 'bezig'), (onderling.rounds.rules.State['WRAPPING_UP'], 'afronden'), (onderling.rounds.rules.State['CLOSED'], 'gesloten'), (onderling.rounds.rules.State['CANCELLED'], 'afgezegd')], default=onderling.rounds.rules.State['DRAFT'], max_length=12)),
                ('starts_on', models.DateField(verbose_name='datum')),
                ('ends_on', models.DateField(verbose_name='laatste dag')),
                ('zone', models.CharField(default='Europe/Amsterdam', max_length=40)),
                ('theme', models.CharField(blank=True, max_length=200, verbose_name='thema')),
                ('intro', models.TextField(blank=True, verbose_name='inleiding')),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='waar')),
                ('travel', models.CharField(blank=True, max_length=300, verbose_name='reizen en reiskosten')),
                ('contact_name', models.CharField(max_length=120, verbose_name='contactpersoon')),
                ('contact_phone', models.CharField(max_length=30, verbose_name='telefoon')),
                ('contact_hours', models.CharField(blank=True, max_length=120, verbose_name='bereikbaar')),
                ('seed', models.CharField(max_length=40, verbose_name='lotingsgetal')),
                ('seed_since', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='rounds.programme')),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CalendarLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offset', models.CharField(max_length=20, verbose_name='wanneer')),
                ('on', models.DateField()),
                ('who', models.CharField(max_length=60, verbose_name='wie')),
                ('what', models.CharField(max_length=200, verbose_name='wat')),
                ('kind', models.CharField(blank=True, max_length=30)),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('done', 'gedaan'), ('skipped', 'overgeslagen')], default='planned', max_length=7)),
                ('because', models.CharField(blank=True, max_length=200, verbose_name='reden')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar', to='rounds.round')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('label', models.CharField(max_length=80, verbose_name='naam')),
                ('opens', models.DateTimeField()),
                ('closes', models.DateTimeField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='rounds.round')),
            ],
            options={
                'ordering': ['opens', 'closes', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('round', 'kind'), name='phase_once_a_round'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='phase_closes_after_opening')],
            },
        ),
    ]
