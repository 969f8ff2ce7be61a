import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('scope_ref', models.CharField(blank=True, db_index=True, max_length=80)),
                ('subject', models.CharField(max_length=200)),
                ('audience', models.CharField(blank=True, max_length=200)),
                ('by_ref', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('waiting', 'gaat weg'), ('stopped', 'gestopt'), ('cancelled', 'vervallen')], default='waiting', max_length=9)),
                ('made', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='OwnText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope_ref', models.CharField(max_length=80)),
                ('key', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=200, verbose_name='onderwerp')),
                ('body', models.TextField(verbose_name='tekst')),
                ('changed', models.DateTimeField()),
            ],
            options={
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(fields=('scope_ref', 'key'), name='own_text_once')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_ref', models.CharField(db_index=True, max_length=80)),
                ('purpose', models.CharField(max_length=12)),
                ('wanted', models.BooleanField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='message',
            name='code',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='mailing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='mail.mailing'),
        ),
        migrations.AddField(
            model_name='message',
            name='reached',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='reached_by_ref',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.CreateModel(
            name='Bounce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hard', 'het adres bestaat niet (meer)'), ('soft', 'tijdelijk: postbus vol of afwezig'), ('complaint', 'de ontvanger wil geen berichten')], max_length=9, verbose_name='wat er misging')),
                ('because', models.CharField(blank=True, max_length=200, verbose_name='toelichting')),
                ('by_ref', models.CharField(blank=True, max_length=80)),
                ('at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bounces', to='mail.message')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
    ]
