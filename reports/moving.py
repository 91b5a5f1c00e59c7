"""Whether a change of a record can have moved a figure, where its own effect cannot be told."""

from registry.admin.past import parts_of
from reports.indicators import Way


def may_move(indicator, before, after, moment):
    """Whether a record (None: not there) that changed since a moment may move a figure by it.

    It does not while its unit, its years and its number stay, and none of its parts changed.
    """
    if before is None or after is None:
        return True
    is_the_same = _facts(indicator, before) == _facts(indicator, after)
    return not is_the_same or any(_changed(one, after, moment) for one in parts_of(type(after)))


def _facts(indicator, record):
    measure = indicator.measure
    number = getattr(record, measure.field) if measure.way == Way.SUM else None
    return record.region_id, record.counted_years(), number


def _changed(relation, record, moment):
    """Whether a part of a record has a version since a moment."""
    past = relation.related_model.history.model.objects.filter(history_date__gt=moment)
    return past.filter(**{relation.field.attname: record.pk}).exists()
