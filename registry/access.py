"""The only place that decides who sees what."""

from registry.models.regions import Region


def regions_of(user):
    """The units (queryset of Region) whose records a person may see; none for a stranger."""
    if not user.is_active:
        return Region.objects.none()
    if user.has_perm("registry.see_all_units"):
        return Region.objects.all()
    return Region.objects.filter(people=user) if user.pk else Region.objects.none()


def visible_to(user, records):
    """Of these records (queryset), those of the units that a person may see."""
    if user.is_active and user.has_perm("registry.see_all_units"):
        return records
    return records.of(regions_of(user))
