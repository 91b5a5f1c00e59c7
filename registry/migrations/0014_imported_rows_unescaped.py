"""What an import did is kept unescaped from now on.

The column is the same; older rows are read as before.
"""

from django.db import migrations, models

from registry.models.imports import Unescaped


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_topics_in_the_order_of_lists")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="importedrow",
                    name="before",
                    field=models.JSONField(encoder=Unescaped, null=True),
                ),
                migrations.AlterField(
                    model_name="importedrow",
                    name="after",
                    field=models.JSONField(encoder=Unescaped),
                ),
            ]
        ),
    ]
