"""What people type into long forms is kept while they type."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0003_import_job"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner_ref", models.CharField(max_length=80)),
                ("form", models.CharField(max_length=300)),
                ("typed", models.JSONField(default=list)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner_ref", "form"), name="draft_once_a_form"
                    )
                ],
            },
        ),
    ]
