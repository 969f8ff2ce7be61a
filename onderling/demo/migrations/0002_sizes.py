from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('demo', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='example',
            name='size',
            field=models.CharField(choices=[('studyday', 'een studiedag'), ('festival', 'een festival')], default='studyday', max_length=8),
        ),
        migrations.AddField(
            model_name='example',
            name='people',
            field=models.PositiveIntegerField(default=300),
        ),
        migrations.AddField(
            model_name='example',
            name='workshops',
            field=models.PositiveIntegerField(default=30),
        ),
    ]
