from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='receipt',
            name='key',
            field=models.CharField(max_length=64),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('key', 'path'), name='receipt_once_a_form'),
        ),
    ]
