"""A list that was taken away belongs to the units of its person on that day."""

from django.db import migrations, models


def fill(apps, schema_editor):
    """Of older lists only the units of today are known: those that have shown them until now."""
    taken, user = apps.get_model("registry", "ListExport"), apps.get_model("registry", "User")
    units = {}
    for person, unit in user.units.through.objects.values_list("user", "region"):
        units.setdefault(person, []).append(unit)
    link = taken.units.through
    link.objects.bulk_create(
        link(listexport_id=key, region_id=unit)
        for key, person in taken.objects.values_list("pk", "user")
        for unit in units.get(person, [])
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_imports_of_headquarters")]
    operations = [
        migrations.AddField(
            model_name="listexport",
            name="units",
            field=models.ManyToManyField(
                related_name="+", to="registry.region", verbose_name="reporting units"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
