"""What looks wrong and may be right: warnings that want a reason."""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from django.db.models import Avg

from registry.limits import has_jumped, is_crowd
from registry.sheets.entries import ADD, part_of
from registry.sheets.messages import Message
from registry.text import search_key

ALIKE = 0.8  # of two titles on one day (W03)
LOOKS = 20_000  # pairs of titles that one file may ask for: comparing is slow


def raise_doubts(entries, intake):
    """Tell the good rows (list of Entry) of one table what is unusual about them."""
    if not entries:
        return
    layout = entries[0].table.layout
    if layout.doubt:
        layout.doubt(entries, intake)
    if layout.key == "events":
        _crowds(entries, intake)
        _likenesses(entries, intake)
    for column in layout.columns:
        if column.name == "members":
            _changes(entries, column, intake.year)


def _crowds(entries, intake):
    events = entries[0].table.layout.model.objects.filter(region=intake.unit)
    years = events.filter(year__in=(intake.year - 1, intake.year))
    mean = years.aggregate(mean=Avg("attendance"))["mean"]
    for entry in entries:
        visitors = entry.values.get("attendance")
        if mean and visitors and is_crowd(visitors, mean):
            entry.say(Message("W02", {"v": visitors, "avg": round(mean)}), "attendance")


def _likenesses(entries, intake):
    """New events that resemble a stored one of the same day."""
    new = [entry for entry in entries if entry.action == ADD]
    model = entries[0].table.layout.model
    days = {entry.record.held_on for entry in new}
    stored = {}
    known = model.objects.filter(region=intake.unit, held_on__in=days)
    for event in known.values_list("held_on", "pk", "title", "title_key", named=True):
        stored.setdefault(event.held_on, []).append(event)
    looks = LOOKS
    for entry in new:
        beside = stored.get(entry.record.held_on, ())[:looks]
        looks -= len(beside)
        _likeness(entry, beside)


def _likeness(entry, events):
    title = search_key(entry.record.title)
    for event in events:
        if is_alike(title, event.title_key):
            day = f"{event.held_on:%d.%m.%Y}"
            entry.say(Message("W03", {"id": event.pk, "date": day, "title": event.title}), "title")
            return


@lru_cache(maxsize=1_024)  # each new title is held against every stored one of its day
def _letters(key):
    return Counter(key)


def is_alike(key, other):
    """Whether two titles resemble each other, by their search keys (str)."""
    length = len(key) + len(other)
    # Most pairs have too few letters in common, in whatever order: no need to compare further.
    if 2 * (_letters(key) & _letters(other)).total() <= ALIKE * length:
        return False
    return SequenceMatcher(None, key, other).ratio() > ALIKE


def _changes(entries, column, year):
    for entry in entries:
        before = entry.before and part_of(entry.before, column.part, year - 1)
        old, new = before and before.members, entry.values.get(column.name)
        if not old or new is None:
            continue
        if has_jumped(old, new):
            share = f"{(new - old) / old:+.0%}".replace("-", "−")
            entry.say(Message("W01", {"a": old, "b": new, "p": share}), column.name)
