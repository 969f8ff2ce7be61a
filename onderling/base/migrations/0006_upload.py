from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0005_log_by_deed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True)),
                ('file_name', models.CharField(max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'wordt nagekeken'), ('safe', 'nagekeken'), ('refused', 'niet geplaatst')], default='waiting', max_length=7)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('removed', models.JSONField(default=list)),
                ('fault', models.CharField(blank=True, max_length=20)),
                ('kept_ref', models.CharField(blank=True, db_index=True, max_length=80)),
                ('open', models.BooleanField(default=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'at'], name='upload_to_look_at')],
            },
        ),
    ]
