"""Puts a checked plan into the registry: records, their parts, and a row of history for each."""

from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from registry.models import ImportedRow
from registry.sheets.entries import ADD, SAME, UPDATE
from registry.sheets.state import state_of

ONE_BY_ONE = 2_000  # rows; more are written in bulk
AT_ONCE = 500


def write(check, batch, progress=iter):
    """Write the good rows of a Check for an ImportBatch, and keep what was done to each record."""
    entries = [entry for entry in check.good if entry.action != SAME]
    is_bulk = len(entries) > ONE_BY_ONE
    reason = _("Import %(batch)s") % {"batch": batch}
    for layout in dict.fromkeys(entry.table.layout for entry in entries):
        of_layout = [entry for entry in entries if entry.table.layout == layout]
        # Read now: a part that is deleted loses its number.
        before = [entry.before and state_of(entry.before, layout) for entry in of_layout]
        added = [e for e in of_layout if e.action == ADD and is_bulk and not layout.many]
        _add_at_once(added, batch.user, reason)
        written = {id(entry) for entry in added}
        for entry in progress([e for e in of_layout if id(e) not in written]):
            _write_one(entry, batch.user, reason)
        _keep(of_layout, before, layout, check.intake, batch)
    batch.added = sum(entry.action == ADD for entry in entries)
    batch.updated = sum(entry.action == UPDATE for entry in entries)
    batch.unchanged = check.count(SAME)
    batch.save()


def _write_one(entry, user, reason):
    if entry.is_own_changed:
        _sign(entry.record, user, reason)
        set_many(entry.record, entry.many) if entry.many else entry.record.save()
    for change in entry.parts:
        part = change.after or change.before
        _sign(part, user, reason)
        part.save() if change.after else part.delete()


def _sign(record, user, reason):
    record._history_user, record._change_reason = user, reason


def set_many(record, many):
    """Save a record with its relations to many ({name: keys}) as one version of its history."""
    is_new = record.pk is None
    if is_new:
        record.skip_history_when_saving = True
        record.save()
        del record.skip_history_when_saving
    for name, keys in many.items():
        _link(record, name, keys)
    record.save()
    if is_new:
        past = record.history.model.objects.filter(id=record.pk)
        past.update(history_type="+")


def _link(record, name, keys):
    """Write the rows between at once: their signals would each keep a version."""
    field = record._meta.get_field(name)
    through = field.remote_field.through
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.filter(**{own: record.pk}).delete()
    through.objects.bulk_create([through(**{own: record.pk, other: key}) for key in keys])


def _add_at_once(entries, user, reason):
    """New records and their parts in bulk, with the same history."""
    if not entries:
        return
    options = {"batch_size": AT_ONCE, "default_user": user, "default_change_reason": reason}
    bulk_create_with_history([e.record for e in entries], entries[0].table.layout.model, **options)
    parts = {}
    for part in (change.after for entry in entries for change in entry.parts):
        parts.setdefault(type(part), []).append(part)
    for model, made in parts.items():
        bulk_create_with_history(made, model, **options)


def _keep(entries, before, layout, intake, batch):
    """What the import did: the states before, and what the database has now."""
    now = {}
    for start in range(0, len(entries), AT_ONCE):
        keys = [entry.record.pk for entry in entries[start : start + AT_ONCE]]
        now |= {record.pk: record for record in intake.records(layout).filter(pk__in=keys)}
    ImportedRow.objects.bulk_create(
        (
            ImportedRow(
                batch=batch,
                layout=layout.key,
                record=entry.record.pk,
                row=entry.row.number,
                before=state,
                after=state_of(now[entry.record.pk], layout),
            )
            for entry, state in zip(entries, before, strict=True)
        ),
        batch_size=AT_ONCE,
    )
