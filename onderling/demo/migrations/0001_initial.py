import django.db.models.deletion
import onderling.demo.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('rounds', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Example',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('only', models.BooleanField(default=True, unique=True)),
                ('stage', models.CharField(choices=[(onderling.demo.rules.Stage['OFFERS'], 'het aanbod staat er'), (onderling.demo.rules.Stage['WISHES'], 'de wensen zijn binnen'), (onderling.demo.rules.Stage['MATCHED'], 'de proefverdeling is klaar'), (onderling.demo.rules.Stage['PUBLISHED'], 'de verdeling is gepubliceerd')], max_length=9)),
                ('state', models.CharField(choices=[('queued', 'wacht'), ('building', 'bezig'), ('done', 'klaar'), ('failed', 'mislukt')], default='queued', max_length=8)),
                ('steps_done', models.PositiveSmallIntegerField(default=0)),
                ('rows', models.JSONField(default=dict)),
                ('queued', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='rounds.round')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('only', True)), name='one_example_at_most')],
            },
        ),
    ]
