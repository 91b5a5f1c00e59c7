from django.db import migrations, models

from tests.reports.next_migrations import LAST


class Migration(migrations.Migration):
    dependencies = [("reports", LAST)]
    operations = [
        migrations.AlterField("Release", "note_en", models.CharField(max_length=900)),
        migrations.AlterField("Definition", "theme", models.CharField(max_length=200)),
        migrations.AlterField("Figure", "indicator", models.CharField(max_length=400)),
    ]
