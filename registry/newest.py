"""The newest versions of some units' parts: soon found where there are many, and where few.

A version of a part names no unit (`registry/trail.py`).  Walking back in time finds a page of a
unit that has many; of a unit that has few or none it would read the whole table, and the index of
the whole finds them.  Neither is good for both, and no plan of a database knows which it is: so the
walk goes a bounded way, and what it does not find is looked for by the whole.
"""

from django.db.models.functions import Coalesce

NEAR = 5000  # versions that are looked at one by one
BY_TIME = ("-history_date", "-history_id")


def newest_versions(many, few, before, number):
    """The newest `number` (int) of versions before a place (Q), as a list: two or three queries.

    `many` and `few` are the same versions, asked by the index of the time and by that of the whole.
    """
    walked = many.order_by(*BY_TIME)
    edge = _edge(many.model, before)
    if edge is None:
        return list(walked[:number])
    near = list(walked.filter(history_date__gt=edge)[:number])
    return near if len(near) == number else list(_by_the_whole(few)[:number])


def _edge(table, before):
    """The moment of the version that is NEAR versions away, or None: the table ends before."""
    past = table.objects.filter(before).order_by(*BY_TIME).values_list("history_date", flat=True)
    return next(iter(past[NEAR : NEAR + 1]), None)


def _by_the_whole(few):
    """In the order of time, by an expression that no index holds: none may be walked along."""
    moment = Coalesce("history_date", "history_date")
    return few.order_by(moment.desc(), "-history_id")
