"""The only place that decides who sees what."""

from functools import reduce

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

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


def codes_of(user):
    """The codes (list) of a person's units: asked for once, as long as this object lives."""
    if not hasattr(user, "codes_of_units"):
        user.codes_of_units = list(regions_of(user).values_list("pk", flat=True))
    return user.codes_of_units


def listed_for(user, records):
    """The same as `visible_to`, for a long list: a unit that is named has an index in its order."""
    codes = codes_of(user)
    if len(codes) == 1 and not user.has_perm("registry.see_all_units"):
        return records.filter(**{records.model.region_path: codes[0]})
    return visible_to(user, records)


def visible_to(user, records):
    """Of these records (queryset), those of the units that a person may see."""
    if user.is_active and user.has_perm("registry.see_all_units"):
        return records
    return records.filter(**{f"{records.model.region_path}__in": regions_of(user)})


def groups_with(*permissions):
    """The names (list of str) of the groups that have all of these permissions (app.codename)."""
    found = Group.objects.order_by("pk")
    for permission in permissions:
        app, codename = permission.split(".")
        found = found.filter(
            permissions__codename=codename, permissions__content_type__app_label=app
        )
    return list(found.values_list("name", flat=True).distinct())


def may_see(user, record):
    """Whether a record as it stands here (stored, changed or past) is of a unit of a person's."""
    return regions_of(user).filter(pk=_unit_of(record)).exists()


def is_listed_for(user, record):
    """The same for a page that asks ten times, as an open form does: the units are asked once."""
    return _unit_of(record) in codes_of(user)


def _unit_of(record):
    return reduce(getattr, record.region_path.split("__"), record).pk


def acts_in_sight(user, acts):
    """Of these entries of the admin's log (queryset), those about records that a person may see.

    Who moves to another unit leaves the names of the old one behind; so do deleted records.
    """
    rows = {}
    for pk, kind, row in acts.values_list("pk", "content_type", "object_id"):
        rows.setdefault(kind, []).append((pk, row))
    kinds = ContentType.objects.in_bulk(rows)
    return acts.filter(pk__in=[pk for kind in rows for pk in _seen(user, kinds[kind], rows[kind])])


def _seen(user, kind, rows):
    """The entries (keys) about records of one model that a person may see; `rows` are theirs."""
    model = kind.model_class()
    if model is None or not (model is Region or hasattr(model, "region_path")):
        return [pk for pk, _row in rows] if model else []
    found = model._base_manager.filter(pk__in={row for _pk, row in rows})
    seen = found.filter(pk__in=regions_of(user)) if model is Region else visible_to(user, found)
    keys = {str(pk) for pk in seen.values_list("pk", flat=True)}
    return [pk for pk, row in rows if row in keys]
