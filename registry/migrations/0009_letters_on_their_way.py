"""Who sends a letter takes it first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_units_of_exports")]
    operations = [
        migrations.AddField(
            model_name="letter",
            name="taken_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="on its way since"),
        ),
    ]
