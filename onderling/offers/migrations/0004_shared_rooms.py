from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0003_sequence_of_meetings")]

    operations = [
        migrations.AddField(
            model_name="room",
            name="shared",
            field=models.BooleanField(default=False, verbose_name="meer workshops tegelijk"),
        ),
    ]
