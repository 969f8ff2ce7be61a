import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0006_upload'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=80, unique=True)),
                ('kind', models.CharField(db_index=True, max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('url', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stem', models.CharField(db_index=True, max_length=40)),
                ('weight', models.PositiveSmallIntegerField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stems', to='base.searchdocument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'stem'), name='search_word_once')],
            },
        ),
    ]
