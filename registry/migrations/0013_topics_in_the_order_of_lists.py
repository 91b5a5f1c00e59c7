"""A list that is filtered by topic counts without looking at a row: the topic stands in its order."""

from django.db import migrations, models

NEWEST = ["-held_on", "-id", "topic"]


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_languages_unchosen")]
    operations = [
        migrations.RemoveIndex(model_name="event", name="event_newest"),
        migrations.RemoveIndex(model_name="event", name="event_of_unit"),
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=NEWEST, name="event_newest")
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["region", *NEWEST], name="event_of_unit"),
        ),
    ]
