import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('actor_ref', models.CharField(blank=True, max_length=80)),
                ('deed', models.CharField(max_length=60)),
                ('object_ref', models.CharField(db_index=True, max_length=80)),
                ('scope_ref', models.CharField(blank=True, db_index=True, max_length=80)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('scope_ref', models.CharField(db_index=True, max_length=80)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('header', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('preview', 'bekijken'), ('done', 'ingelezen'), ('undone', 'ongedaan gemaakt')], default='preview', max_length=10)),
                ('by_ref', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('path', models.CharField(max_length=300)),
                ('answer', models.JSONField()),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=60)),
                ('value', models.JSONField()),
                ('because', models.CharField(max_length=300, verbose_name='reden')),
                ('since', models.DateTimeField()),
                ('by_ref', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'ordering': ['name', '-since', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AuditDetail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.JSONField(default=dict)),
                ('new', models.JSONField(default=dict)),
                ('because', models.TextField(blank=True)),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='detail', to='base.auditline')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField(default=list)),
                ('remarks', models.JSONField(default=list)),
                ('choice', models.CharField(blank=True, max_length=20)),
                ('object_ref', models.CharField(blank=True, max_length=80)),
                ('made', models.BooleanField(default=False)),
                ('before', models.JSONField(default=dict)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='base.import')),
            ],
            options={
                'ordering': ['source', 'number'],
                'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='import_row_once')],
            },
        ),
    ]
