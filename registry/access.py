"""The only place that decides who sees what."""

from functools import reduce

from registry.models.regions import REPUBLIC, Region


def regions_of(user):
    """The units (queryset of Region) whose records a person may see; none for a stranger."""
    if not user.is_active:
        return Region.objects.none()
    if user.has_perm("registry.see_all_units"):
        return Region.objects.all()
    return Region.objects.filter(people=user) if user.pk else Region.objects.none()


def places_of(user):
    """The regions (queryset) that a person may name as a place: the republican level, any."""
    units = regions_of(user)
    return Region.objects.all() if units.filter(pk=REPUBLIC).exists() else units


def visible_to(user, records):
    """Of these records (queryset), those of the units that a person may see."""
    if user.is_active and user.has_perm("registry.see_all_units"):
        return records
    return records.filter(**{f"{records.model.region_path}__in": regions_of(user)})


def may_see(user, record):
    """Whether a record as it stands here (stored, changed or past) is of a unit of a person's."""
    unit = reduce(getattr, record.region_path.split("__"), record)
    return regions_of(user).filter(pk=unit.pk).exists()
