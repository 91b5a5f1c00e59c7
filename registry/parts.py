"""The records of a section of a return."""

from django.apps import apps

from registry.models import Structure


def rows_of(part, regions):
    """The records (queryset) of a part of a section that these regions (codes) own."""
    before = f"{part.whole}__" if part.whole else ""
    where = {f"{before}{name}__in": values for name, values in part.where.items()}
    return apps.get_model(part.model).objects.of(regions).filter(**where)


def silent(section, regions, year):
    """The structures (queryset) of a section that still want a headcount for a year (int)."""
    kind = [section.kind] if section.kind else []
    return Structure.objects.of(regions).filter(kind__in=kind).silent_in(year)
