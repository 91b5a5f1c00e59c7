"""The engine: django-import-export reads a sheet row by row and plans; nothing is written here.

Its hooks are ours: cells are parsed by `columns`, a row finds its record by number or by key
among the records of the unit, equal ones are skipped, and what would be saved is kept as a plan.
"""

import copy

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory
from import_export.widgets import Widget
from tablib import Dataset

from registry.sheets import rules, values
from registry.sheets.columns import Link
from registry.sheets.entries import ADD, UPDATE, Entry, changed_parts, current, is_equal
from registry.sheets.messages import Message, Problem
from registry.sheets.stored import Stored

ENTRY = "entry"  # the one column of the dataset: the row with its cells


class CellWidget(Widget):
    """Reads a cell by the rules of its column, whatever the language and the settings."""

    def __init__(self, column, intake):
        super().__init__()
        self.column, self.intake = column, intake

    def __deepcopy__(self, memo):
        """A resource copies its fields; the lists of the intake are shared by all of them."""
        return self

    def clean(self, value, row=None, **kwargs):
        if value is None:
            raise Problem("R01")  # of a column that may be empty, no empty cell is read
        if isinstance(value, Problem):
            raise value
        return self.column.cell.read(value, self.intake)

    def render(self, value, obj=None, **kwargs):
        return self.column.cell.show(value, self.intake)


def plan(table, intake, progress=iter):
    """The Entries of a table: what each row would do.  Writes nothing."""
    fields = {
        column.name: Field(column.name, column.name, CellWidget(column, intake))
        for column in table.columns.values()
    }
    kind = modelresource_factory(
        table.layout.model, SheetResource, {"fields": list(fields)}, fields
    )
    resource = kind(table=table, intake=intake)
    result = resource.import_data(resource.dataset(progress), use_transactions=False)
    if result.base_errors or result.error_rows:
        raise _first_error(result)  # a mistake of ours, never of the file
    if resource.entries:
        rules.refuse_taken(resource.entries)
    return resource.entries


def _first_error(result):
    errors = [*result.base_errors, *(e for row in result.error_rows for e in row.errors)]
    return errors[0].error


class SheetResource(ModelResource):
    """One table of a file against the records of one unit."""

    class Meta:
        import_id_fields = ()
        use_transactions = False
        clean_model_instances = True
        skip_unchanged = True
        skip_diff = True
        store_row_values = False

    def __init__(self, table, intake):
        super().__init__()
        self.table, self.intake, self.layout = table, intake, table.layout
        self.entries = []
        self.seen, self.numbers = {}, {}

    def dataset(self, progress):
        """The rows as import-export takes them, each with its cells and their addresses."""
        data = Dataset(headers=[ENTRY])
        for row in progress(self.table.rows):
            data.append([Entry(self.table, row)])
        return data

    def before_import(self, dataset, **kwargs):
        self.stored = Stored(self.layout, self.intake, self.table)
        columns = self.table.columns.items()
        self.readers = [(n, c.name, self.fields[c.name].widget.clean) for n, c in columns]
        self.own = [column for _number, column in columns if column.is_field]
        # Most cells are empty: they need no reader
        self.optional = {c.name: c.cell.empty for _number, c in columns if not c.is_required}

    # One row

    def before_import_row(self, row, **kwargs):
        self.entry = entry = row[ENTRY]
        self.entries.append(entry)
        for number, name, read in self.readers:
            cell = entry.row.cells.get(number)
            if cell is None and name in self.optional:
                entry.values[name] = self.optional[name]
                continue
            try:
                entry.values[name] = read(cell)
            except Problem as problem:
                entry.say(problem.message, name)
                entry.unread[name] = cell, entry.messages[-1]
            else:
                if isinstance(cell, str):
                    self._note_correction(name, cell)

    def _note_correction(self, name, cell):
        """N01: spaces and look-alike letters were put right."""
        cleaned = values.text(cell)
        if cleaned != cell:
            self.entry.say(Message("N01", {"old": cell, "new": cleaned}), name)

    def _leave_links(self):
        """A link stays as it is stored, also to a record that this person may not choose.

        Headquarters links an event to a programme of the whole country; the filled template shows
        it, and comes back with it.
        """
        for column in (c for c in self.own if c.name in self.entry.unread):
            cell, message = self.entry.unread[column.name]
            stored = current(self.entry.before, column, self.intake.year)
            is_link = isinstance(column.cell, Link) and stored
            if is_link and cell == column.cell.show(stored, self.intake):
                self.entry.values[column.name] = stored
                self.entry.messages.remove(message)

    def get_or_init_instance(self, instance_loader, row):
        entry = self.entry
        entry.before = self._by_number() or self._by_key()
        if entry.before:
            entry.record = copy.copy(entry.before)
            self._leave_links()
        else:
            entry.record = self.layout.model(**self.layout.where)
        self.intake.own(entry.record)
        return entry.record, entry.before is None

    def _by_number(self):
        number = self.entry.values.get("number")
        if number is None:
            return None
        if number in self.numbers:
            self.entry.refuse("R11", "number", m=self.numbers[number], what="№")
        self.numbers[number] = self.entry.row.number
        found = self.stored.by_number.get(number)
        if not found:
            self.entry.refuse("R20", "number", v=number)
        return found

    def _by_key(self):
        """The stored record of the same key.  Rows of one key are told apart or refused."""
        entry = self.entry
        key = self.stored.key_of_values(entry.values)
        if key is None or entry.values.get("number") is not None:
            return None
        twins = self.stored.by_key.get(key, [])
        first = self.seen.setdefault(key, entry.row.number)
        if self.layout.can_repeat:
            return self._next_twin(twins, first)
        if first != entry.row.number:
            entry.refuse("R11", m=first, what=self.layout.known_by())
        return twins[0] if twins else None

    def _next_twin(self, twins, first):
        """Of equal records, one that no row has taken yet."""
        free = [twin for twin in twins if twin.pk not in self.numbers]
        if free:
            self.numbers[free[0].pk] = self.entry.row.number
            return free[0]
        if first != self.entry.row.number:
            self.entry.say(Message("W06", {"m": first}))
        return None

    def import_instance(self, instance, row, **kwargs):
        """Give the record the values of the cells.  Cells that cannot be read are told already."""
        entry = self.entry
        for column in self.own:
            if entry.has(column.name):
                value = entry.values[column.name]
                if column.cell.is_many:
                    entry.many[column.name] = value
                else:
                    setattr(instance, column.name, value)
        if not entry.is_good:
            raise ValidationError("cells")

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors:
            return False
        self.entry.parts = changed_parts(self.entry, self.intake.year)
        self.entry.is_own_changed = self.entry.before is None or self._is_changed()
        return not (self.entry.is_own_changed or self.entry.parts)

    def _is_changed(self):
        entry, year = self.entry, self.intake.year
        return any(
            not is_equal(current(entry.before, column, year), entry.values[column.name])
            for column in self.own
            if entry.has(column.name)
        )

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        entry = self.entry
        if import_validation_errors:
            raise ValidationError("cells")
        if entry.before and entry.values.get("number") is None:
            entry.refuse("R12", id=entry.before.pk)
        elif twin := self._other_of_this_key():
            entry.refuse("R12", id=twin.pk)
        rules.ask(entry, self.intake)
        if not entry.is_good:
            raise ValidationError("rules")

    def _other_of_this_key(self):
        if self.layout.can_repeat:
            return None
        twins = self.stored.by_key.get(self.stored.key_of_values(self.entry.values), [])
        return next(
            (t for t in twins if not self.entry.before or t.pk != self.entry.before.pk), None
        )

    def save_instance(self, instance, is_create, row, **kwargs):
        """Nothing is saved now: the plan says what would be."""
        self.entry.action = ADD if is_create else UPDATE
        if is_create:
            self.intake.expect(instance)

    def save_m2m(self, instance, row, **kwargs):
        pass

    def after_import(self, dataset, result, **kwargs):
        """Leave the numbers of the table alone.

        The package would set their sequence back to the newest stored record, and whoever is
        saving meanwhile would be given numbers that are taken.
        """
