"""How large the files of a release are, measured once, when it is published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_withdrawals")]
    operations = [
        migrations.AddField(
            model_name="release",
            name="sizes",
            field=models.JSONField(blank=True, default=dict, verbose_name="sizes of the files"),
        ),
    ]
