import django.db.models.deletion
import onderling.people.models
import onderling.people.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('password', models.CharField(blank=True, default='!', max_length=128)),
                ('key', models.CharField(default=onderling.people.models.new_key, max_length=40, unique=True)),
                ('state', models.CharField(choices=[('guest_unconfirmed', 'gast, adres niet bevestigd'), ('guest', 'gast'), ('account', 'account'), ('merged', 'samengevoegd'), ('erased', 'verwijderd')], default='guest_unconfirmed', max_length=17)),
                ('first_name', models.CharField(max_length=80, verbose_name='voornaam')),
                ('infix', models.CharField(blank=True, max_length=20, verbose_name='tussenvoegsel')),
                ('last_name', models.CharField(blank=True, max_length=100, verbose_name='achternaam')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mailadres')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefoon')),
                ('post_address', models.CharField(blank=True, max_length=200, verbose_name='postadres')),
                ('contact_by', models.CharField(choices=[('mail', 'e-mail'), ('mail_sms', 'e-mail en sms'), ('phone', 'telefoon'), ('phone_post', 'telefoon of post')], default='mail', max_length=10, verbose_name='bereikbaar via')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='plaats')),
                ('access_needs', models.CharField(blank=True, max_length=200, verbose_name='wat u nodig hebt om mee te doen')),
                ('diet', models.CharField(blank=True, max_length=120, verbose_name='wat u niet eet')),
                ('joined', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['last_name', 'first_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FirstEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('expires', models.DateTimeField()),
                ('used', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='naam')),
                ('code', models.CharField(blank=True, db_index=True, max_length=20)),
                ('sector', models.CharField(blank=True, max_length=60, verbose_name='sector')),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='soort')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='plaats')),
                ('country', models.CharField(default='NL', max_length=2, verbose_name='land')),
                ('paid_count', models.PositiveIntegerField(default=0, verbose_name='aantal beroepskrachten')),
                ('volunteer_count', models.PositiveIntegerField(default=0, verbose_name='aantal vrijwilligers')),
                ('does', models.TextField(blank=True, verbose_name='wat doen wij')),
                ('reach', models.TextField(blank=True, verbose_name='hoe bereikt u ons')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('photo', 'foto’s'), ('quote', 'citaten'), ('contact', 'contact na afloop'), ('panel', 'panel')], max_length=8)),
                ('answer', models.CharField(choices=[('given', 'gegeven'), ('refused', 'geweigerd'), ('withdrawn', 'ingetrokken')], max_length=9)),
                ('text_version', models.CharField(max_length=20)),
                ('channel', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=onderling.people.models.new_key, max_length=40, unique=True)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('used', models.DateTimeField(blank=True, null=True)),
                ('revoked', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[(onderling.people.rules.Scope['NETWORK'], 'dit netwerk'), (onderling.people.rules.Scope['ORGANISATION'], 'organisatie'), (onderling.people.rules.Scope['ROUND'], 'ronde')], max_length=12)),
                ('scope_id', models.PositiveBigIntegerField(default=0)),
                ('role', models.CharField(choices=[(onderling.people.rules.Role['OWNER'], 'beheerder'), (onderling.people.rules.Role['COORDINATOR'], 'coördinator'), (onderling.people.rules.Role['MEMBER'], 'lid')], max_length=12)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person', 'scope', 'scope_id', 'role'), name='membership_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[(onderling.people.rules.Group['PAID'], 'beroepskracht'), (onderling.people.rules.Group['VOLUNTEER'], 'vrijwilliger'), (onderling.people.rules.Group['OTHER'], 'anders')], max_length=9, verbose_name='rol')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='functie')),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='people.organisation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'group'), name='affiliation_once')],
            },
        ),
    ]
