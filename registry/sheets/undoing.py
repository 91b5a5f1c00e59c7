"""Taking an import back: what it added goes, what it updated is as before, or nothing happens."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import locks
from registry.models import ImportBatch
from registry.models.history import Through, made, save_with_many
from registry.models.regions import REPUBLIC
from registry.sheets import links
from registry.sheets.intake import open_intake
from registry.sheets.state import is_as_kept, state_of


@dataclass(frozen=True)
class Kept:
    """A row of the import that cannot be taken back, and why."""

    row: int
    name: str
    reason: str


class CannotUndo(Exception):
    """Some rows stand in the way (`rows`, a list of Kept); nothing was changed."""

    def __init__(self, rows):
        self.rows = rows
        super().__init__(len(rows))


def undo(batch, user):
    """Take an ImportBatch back.  Raises CannotUndo; an import taken back already stays so."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.undone_at:
            return
        locks.take_turn(batch.region_id or REPUBLIC)
        undoing = Undoing(batch, user)
        with made(Through.UNDO, batch):
            undoing.run()
        if undoing.kept:
            raise CannotUndo(undoing.kept)
        batch.undone_at = timezone.now()
        batch.save(update_fields=["undone_at"])
        undoing.intake.written(batch)


class Undoing:
    """One undo: each row in turn, the last one first."""

    def __init__(self, batch, user):
        self.batch, self.kept = batch, []
        self.intake = open_intake(user, batch.region_id, batch.year_id, batch.section)
        self.layouts = {layout.key: layout for layout in self.intake.layouts}

    def run(self):
        rows = list(self.batch.rows.order_by("-pk"))
        records = self._records(rows)
        kept = [(row.layout, state) for row in rows for state in (row.before, row.after) if state]
        links.forget_gone([(self.layouts[key].model, state) for key, state in kept])
        for row in rows:
            record = records.get((row.layout, row.record))
            if record is None:
                self._keep(row, None, _("It was deleted since."))
            elif not is_as_kept(state_of(record, self.layouts[row.layout]), row.after):
                self._keep(row, record, _("It was changed since."))
            else:
                self._take_back(row, record)

    def _records(self, rows):
        found = {}
        for key in {row.layout for row in rows}:
            pks = [row.record for row in rows if row.layout == key]
            for start in range(0, len(pks), 500):
                some = self.intake.records(self.layouts[key]).filter(
                    pk__in=pks[start : start + 500]
                )
                found |= {(key, record.pk): record for record in some}
        return found

    def _keep(self, row, record, reason):
        self.kept.append(Kept(row.row, str(record or f"№ {row.record}"), reason))

    def _take_back(self, row, record):
        try:
            with transaction.atomic():
                if row.before is None:
                    self._delete(record, self.layouts[row.layout])
                else:
                    self._restore(record, row.before, self.layouts[row.layout])
        except locks.Locked as locked:
            self._keep(row, record, locked.messages[0])
        except ProtectedError:
            self._keep(row, record, _("Other records lead to it."))

    def _delete(self, record, layout):
        if _is_named(record):
            raise ProtectedError("named", {record})
        for relation in layout.relations:
            for part in getattr(record, relation).all():
                self._write(part, None)
        self._write(record, None)

    def _restore(self, record, before, layout):
        now = state_of(record, layout)  # before a part that is deleted loses its number
        for relation in layout.relations:
            self._restore_parts(record, relation, before)
        many = {column.name: before[column.name] for column in layout.many}
        if any(now[name] != before[name] for name in ("fields", *many)):
            models = {column.name: column.cell.model for column in layout.many}
            chosen = {name: [models[name](pk=pk) for pk in keys] for name, keys in many.items()}
            self._write(record, _as_it_was(type(record), before["fields"]), chosen, many)

    def _restore_parts(self, record, relation, before):
        now = {part.pk: part for part in getattr(record, relation).all()}
        model = getattr(record, relation).model
        for fields in before[relation]:
            part = now.pop(fields["id"], None)
            was = _as_it_was(model, fields)
            if part is None or any(getattr(part, name) != getattr(was, name) for name in fields):
                led = before.get("links", {}).get(links.key_of(relation, was.pk))
                self._write(part, was, many=led)
        for part in now.values():
            self._write(part, None)

    def _write(self, before, after, chosen=None, many=None):
        locks.check(before, after, chosen, self.intake.gate)
        record = after or before
        record._history_user = self.intake.user
        if after is None:
            record.delete()
        elif many:
            save_with_many(record, many)
        else:
            record.save()


def _is_named(record):
    """Whether a relation to many of other records names it: deleting would take it from them."""
    relations = record._meta.concrete_model._meta.related_objects
    names = [r.get_accessor_name() for r in relations if r.many_to_many]
    return any(getattr(record, name).exists() for name in names)


def _as_it_was(model, fields):
    """A record of a model with the stored values (dict of JSON)."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: by_name[name].to_python(value) for name, value in fields.items()}
    record = model(**values)
    record._state.adding = False
    return record
