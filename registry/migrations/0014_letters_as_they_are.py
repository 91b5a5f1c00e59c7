"""What an import did is kept with its letters as they are.  The column stays, old rows read on."""

from django.db import migrations, models

from registry.models.imports import Letters


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_topics_in_the_order_of_lists")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="importedrow",
                    name="before",
                    field=models.JSONField(encoder=Letters, null=True),
                ),
                migrations.AlterField(
                    model_name="importedrow",
                    name="after",
                    field=models.JSONField(encoder=Letters),
                ),
            ]
        ),
    ]
