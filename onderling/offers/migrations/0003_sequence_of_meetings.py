from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0002_no_full_state")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="sequence",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
