from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0004_draft'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='auditline',
            index=models.Index(fields=['scope_ref', 'deed'], name='audit_by_deed'),
        ),
    ]
