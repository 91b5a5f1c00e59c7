"""The indexes that counts, lists and exports of millions of events ask for, and no more.

A unit's events are found in the order of their list, twins by day and title, words of a title by
three letters on PostgreSQL.
Nobody looks for events by the region they were held in, nor for versions by that or a programme.
"""

import django.db.models.deletion
from django.db import migrations, models

import registry.models.base
import registry.text


def kept(name, to, **more):
    """A field of a history that leads to another table, without an index."""
    return migrations.AlterField(
        model_name=name,
        name=more.pop("field"),
        field=models.ForeignKey(
            blank=True,
            db_constraint=False,
            db_index=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to=to,
            **more,
        ),
    )


def add_words(apps, editor):
    """Three letters at a time, for searches: PostgreSQL alone has that, and not everywhere."""
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone():
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(WORDS)


def drop_words(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS event_words")


# The column as a search asks for it: registry.models.base.Alike
WORDS = (
    "CREATE INDEX event_words ON registry_event USING gin"
    " (translate(title_key, 'әғқңөұүі', 'агкноууи') gin_trgm_ops)"
)
HELD_IN = {
    "help_text": "The region of a republican event.",
    "verbose_name": "held in",
}
PROGRAMME = {"field": "programme", "verbose_name": "programme"}


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_forgotten_passwords")]
    operations = [
        migrations.AlterField(
            model_name="event",
            name="held_in",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.region",
                **HELD_IN,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="region",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.region",
                verbose_name="reporting unit",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="title_key",
            field=registry.models.base.KeyField(
                default="",
                editable=False,
                make=registry.text.search_key,
                max_length=300,
                of="title",
            ),
        ),
        kept("historicalevent", "registry.region", field="held_in", **HELD_IN),
        kept("historicalevent", "registry.programme", **PROGRAMME),
        kept("historicalmonitoringtrip", "registry.programme", **PROGRAMME),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["held_on", "title_key"], name="event_twins"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["region", "-held_on", "-id"], name="event_of_unit"),
        ),
        migrations.RunPython(add_words, drop_words),
    ]
