"""What stands beside a version in the audit: the one before, the whole of a part at that time."""

from dataclasses import replace

from registry import trail
from registry.access import regions_of


def with_versions_before(acts, user):
    """The same acts, those that changed a record with the version before: a query a table.

    What a record was in a unit that the person may not see stays there.
    """
    sees_all = user.has_perm("registry.see_all_units")
    wanted = {}
    for act in acts:
        if getattr(act.row, "history_type", "") == "~":
            wanted.setdefault(type(act.row), []).append(act)
    before = {}
    for table, some in wanted.items():
        keys = {act.row.id for act in some}
        known = table.objects.filter(id__in=keys, history_date__lte=some[0].place.moment)
        if not sees_all:
            known = trail.of_units(known, table.instance_type, regions_of(user).values("pk"))
        past = sorted(known, key=lambda row: (row.history_date, row.history_id))
        for act in some:
            older = [row for row in past if row.id == act.row.id and _is_older(row, act.row)]
            before[act.place] = older[-1] if older else None
    return [replace(act, before=before.get(act.place)) for act in acts]


def name_wholes(rows):
    """Give each version of a part its whole as it was at that time: two queries a table of parts.

    Who sees a unit's past does not learn what a record is called in the unit that it went to.
    """
    parts = {}
    for row in rows:
        if hasattr(row, "held"):
            parts.setdefault(row.instance_type, []).append(row)
    for model, some in parts.items():
        (whole,) = trail.wholes(model)
        versions, records = _wholes_of(some, model._meta.get_field(whole))
        for row in some:
            then, now = versions.get(row.held), records.get(getattr(row, f"{whole}_id"))
            known = then.instance if then else now  # or None: gone, and nothing of it was kept
            row._meta.get_field(whole).set_cached_value(row, known)


def _wholes_of(rows, field):
    """The wholes of versions of parts: {number: version} of those that have a past, {key: record}
    of the others."""
    model = field.related_model._meta.concrete_model
    versions = {row.held for row in rows if row.held}
    keys = {getattr(row, field.attname) for row in rows if not row.held}
    return model.history.model.objects.in_bulk(versions), model._base_manager.in_bulk(keys)


def _is_older(row, other):
    return (row.history_date, row.history_id) < (other.history_date, other.history_id)
