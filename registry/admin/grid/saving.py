"""What was typed into the grid goes into the registry: the right numbers at once, no other lost.

Three values are compared for each line: what is stored, what the person saw, what was typed.
Only a number that was changed on the page is written, and none over a change that nobody saw.
"""

import json
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from registry import locks, versions
from registry.admin.grid.lines import NOTHING
from registry.admin.grid.table import Table
from registry.models import SectionState
from registry.models.history import Through, made
from registry.models.regions import Reporters
from registry.sheets.messages import Problem

AT_ONCE = 500


@dataclass
class Outcome:
    """What came of a save: how many numbers were written, the lines that were not."""

    table: Table
    saved: int = 0
    refused: list = field(default_factory=list)


@transaction.atomic
def save(user, state, page, posted):
    """Write what was typed (QueryDict) into a page of the grid.  Gives an Outcome.

    Raises Locked when the section was sent meanwhile: nothing is written then.
    """
    unit, year = state.submission.region_id, state.submission.year_id
    locks.take_turn(*Reporters().regions_of(unit, year))
    held = SectionState.objects.select_for_update(of=("self",)).get(pk=state.pk)
    locks.check_section(held)
    outcome = Outcome(Table(user, state, page))
    changes = list(_changes(outcome, posted))
    _write(changes, user)
    outcome.saved = len(changes)
    return outcome


def typed_into(table, posted):
    """Put what was typed (QueryDict) into the lines of a table, without reading it."""
    for line in table.lines.values():
        if line.key in posted:
            line.typed = posted[line.key], posted.get(f"why-{line.key}", "")


def carry(outcome, table):
    """Let the lines that were not written stand in a fresh table as they were typed."""
    for refused in outcome.refused:
        line = table.lines.get(refused.key)
        if line:
            line.typed, line.errors = refused.typed, refused.errors


def seen(table):
    """What the page shows as stored (str): {key: value} of the lines that have one."""
    stored = {line.key: line.stored for line in table.lines.values() if line.record}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def _seen_before(posted):
    """The same, as the page sent it back; what nobody can read was nothing."""
    try:
        known = json.loads(posted.get("seen", ""))
        return {key: (number, reason) for key, (number, reason) in known.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _changes(outcome, posted):
    """(line, record as it would be or None) of each line that is to be written."""
    known, gate = _seen_before(posted), locks.Gate()
    for line in outcome.table.lines.values():
        if line.key not in posted:
            continue
        value = _value(line, posted)
        before = known.get(line.key, NOTHING)
        if line.errors or value in (line.stored, before):
            pass
        elif line.stored != before:
            line.errors.append(_conflict(line))
        else:
            after = None if value == NOTHING else line.as_it_would_be(value)
            locks.check(line.record, after, gate=gate)
            yield line, after
        if line.errors:
            outcome.refused.append(line)


def _value(line, posted):
    """What was typed (number, reason); what cannot be read is noted in the line."""
    try:
        return line.read(posted[line.key], posted.get(f"why-{line.key}", ""))
    except Problem as problem:
        line.errors.append(problem.message.reason)
        return None


def _conflict(line):
    """Who changed a number since the page was opened, when, and what it is now (str)."""
    place = {name: getattr(value, "pk", value) for name, value in line.place.items()}
    last = line.shape.model.history.filter(**place).select_related("history_user").first()
    number, reason = line.stored
    moment = last and date_format(timezone.localtime(last.history_date), "SHORT_DATETIME_FORMAT")
    words = {
        "who": last and last.history_user or "–",
        "time": moment or "–",
        "value": reason or ("–" if number is None else number),
    }
    text = _(
        "%(who)s changed this after you opened the page (%(time)s): now %(value)s. "
        "Save once more to put yours in its place."
    )
    return text % words


def _write(changes, user):
    """Write the changes with one version of history each: a few queries, however many."""
    with made(Through.GRID):
        _write_all(changes, user)


def _write_all(changes, user):
    signature = {"default_user": user}
    for shape in {line.shape for line, _after in changes}:
        mine = [(line, after) for line, after in changes if line.shape == shape]
        new = [after for line, after in mine if after and not line.record]
        if new:
            bulk_create_with_history(new, shape.model, batch_size=AT_ONCE, **signature)
        changed = [after for line, after in mine if after and line.record]
        if changed:
            versions.keep_start(*(line.record for line, after in mine if after and line.record))
            fields = [name for name in (shape.number, shape.reason) if name]
            bulk_update_with_history(changed, shape.model, fields, batch_size=AT_ONCE, **signature)
        for emptied in [line.record for line, after in mine if after is None]:
            emptied._history_user = user
            emptied.delete()
