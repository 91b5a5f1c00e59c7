"""Puts a checked plan into the registry: records, their parts, and a row of history for each."""

from simple_history.utils import bulk_create_with_history

from registry import versions
from registry.models import ImportedRow
from registry.models.history import Through, made, save_with_many
from registry.sheets.entries import ADD, SAME, UPDATE
from registry.sheets.pace import uncollected
from registry.sheets.state import state_of, state_of_new

AT_ONCE = 500


@uncollected()
def write(check, batch, progress=iter):
    """Write the good rows of a Check for an ImportBatch, and keep what was done to each record."""
    with made(Through.IMPORT, batch):
        _write_all(check, batch, progress)


def _write_all(check, batch, progress):
    entries = [entry for entry in check.good if entry.action != SAME]
    for layout in dict.fromkeys(entry.table.layout for entry in entries):
        of_layout = [entry for entry in entries if entry.table.layout == layout]
        # Read now: a part that is deleted loses its number.
        before = [entry.before and state_of(entry.before, layout) for entry in of_layout]
        added = [e for e in of_layout if e.action == ADD and not layout.many]
        _add_at_once(added, batch.user)
        written = {id(entry) for entry in added}
        for entry in progress([e for e in of_layout if id(e) not in written]):
            _write_one(entry, batch.user)
        after = _now(of_layout, layout, check.intake)
        _keep(of_layout, before, after, layout, batch)
    batch.added = sum(entry.action == ADD for entry in entries)
    batch.updated = sum(entry.action == UPDATE for entry in entries)
    batch.unchanged = check.count(SAME)
    batch.save()


def _write_one(entry, user):
    if entry.is_own_changed:
        _keep_start(entry.before)
        entry.record._history_user = user
        save_with_many(entry.record, entry.many) if entry.many else entry.record.save()
    for change in entry.parts:
        part = change.after or change.before
        _keep_start(change.before)
        part._history_user = user
        part.save() if change.after else part.delete()


def _keep_start(record):
    if record:
        versions.keep_start(record)


def _add_at_once(entries, user):
    """New records and their parts in bulk, with the same history."""
    if not entries:
        return
    options = {"batch_size": AT_ONCE, "default_user": user}
    bulk_create_with_history([e.record for e in entries], entries[0].table.layout.model, **options)
    parts = {}
    for part in (change.after for entry in entries for change in entry.parts):
        parts.setdefault(type(part), []).append(part)
    for model, new in parts.items():
        bulk_create_with_history(new, model, **options)


def _now(entries, layout, intake):
    """The states of the written records, in their order: new ones as made, others as stored."""
    stored = {}
    keys = [entry.record.pk for entry in entries if entry.action != ADD or entry.many]
    for start in range(0, len(keys), AT_ONCE):
        some = intake.records(layout).filter(pk__in=keys[start : start + AT_ONCE])
        stored |= {record.pk: state_of(record, layout) for record in some}
    return [stored.get(entry.record.pk) or state_of_new(entry, layout) for entry in entries]


def _keep(entries, before, after, layout, batch):
    """What the import did: the states before, and those that the database has now."""
    kept = zip(entries, before, after, strict=True)
    rows = (
        ImportedRow(
            batch=batch,
            layout=layout.key,
            record=entry.record.pk,
            row=entry.row.number,
            before=old,
            after=new,
        )
        for entry, old, new in kept
    )
    ImportedRow.objects.bulk_create(rows, batch_size=AT_ONCE)
