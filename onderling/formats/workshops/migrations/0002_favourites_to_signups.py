from django.db import migrations


class Migration(migrations.Migration):
    # The table goes along with all it holds: signups 0004 takes it over.
    dependencies = [
        ('workshops', '0001_favourites'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(name='Favourite', table='signups_favourite'),
            ],
            state_operations=[
                migrations.DeleteModel(name='Favourite'),
            ],
        ),
    ]
