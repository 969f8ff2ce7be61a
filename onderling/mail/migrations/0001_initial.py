from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(db_index=True, max_length=40)),
                ('channel', models.CharField(choices=[('mail', 'e-mail'), ('letter', 'brief of telefoon')], default='mail', max_length=6)),
                ('to_name', models.CharField(blank=True, max_length=200)),
                ('to_address', models.CharField(blank=True, max_length=254)),
                ('to_ref', models.CharField(blank=True, db_index=True, max_length=80)),
                ('scope_ref', models.CharField(blank=True, db_index=True, max_length=80)),
                ('reply_name', models.CharField(blank=True, max_length=200)),
                ('reply_address', models.CharField(blank=True, max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('secret', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('queued', 'wacht'), ('sending', 'onderweg'), ('sent', 'verstuurd'), ('refused', 'geweigerd'), ('unknown', 'onbekend of het aankwam'), ('withheld', 'tegengehouden')], default='queued', max_length=8)),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('data_started', models.BooleanField(default=False)),
                ('not_before', models.DateTimeField()),
                ('queued', models.DateTimeField()),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'not_before'], name='message_to_send')],
            },
        ),
    ]
