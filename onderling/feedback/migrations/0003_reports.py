import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0002_told'),
        ('mail', '0004_to_whom'),
        ('offers', '0009_formality'),
        ('rounds', '0006_formality'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField('bulletin', 'order', 'parts'),
        migrations.CreateModel(
            name='MiniReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.CharField(blank=True, max_length=300, verbose_name='eerste zin')),
                ('changed', models.DateTimeField(blank=True, null=True)),
                ('reminded', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['meeting'],
            },
        ),
        migrations.AddField(
            model_name='bulletin',
            name='mailed',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='number',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='superseded',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='invited',
            name='since',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='bulletin',
            name='parts',
            field=models.CharField(blank=True, default='cijfers antwoorden opbrengst fotos citaten verbeterpunten', max_length=120),
        ),
        migrations.AlterField(
            model_name='bulletin',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bulletins', to='rounds.round'),
        ),
        migrations.AlterField(
            model_name='bulletin',
            name='state',
            field=models.CharField(choices=[('draft', 'concept'), ('published', 'gepubliceerd'), ('superseded', 'er is een nieuwere')], default='draft', max_length=10),
        ),
        migrations.AlterField(
            model_name='invited',
            name='took_part',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='bulletin_number_once'),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('round',), name='bulletin_published_once'),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('round',), name='bulletin_draft_once'),
        ),
        migrations.AddField(
            model_name='minireport',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='minireport',
            name='meeting',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mini_report', to='offers.meeting'),
        ),
    ]
