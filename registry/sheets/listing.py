"""Lists out: the records of a list as rows of plain values, read in pieces, never all at once.

The columns and their headings are those of the section's import template: a list that went out
can be read back in.
"""

from collections import Counter
from functools import partial
from itertools import islice

from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory

from registry.access import regions_of, visible_to
from registry.models import Region
from registry.sheets.columns import Anything, Choice, Count, Day, Link, Place, Several, Unit
from registry.sheets.layouts import LAYOUTS
from registry.text import search_key

AT_ONCE = 2_000  # records
WIDTHS = {Count: 10, Anything: 10, Day: 12, Choice: 18, Unit: 26, Place: 20, Link: 28}


def columns_of(model):
    """The columns of a model's list: of its own template, without those that only add up."""
    layouts = [layout for layout in LAYOUTS if layout.model is model and not layout.where]
    return tuple(c for x in layouts[:1] for c in x.all_columns if c.name not in x.totals)


def is_yearly(model):
    """Whether some columns are of one year: members, materials."""
    return any(column.part and column.part.is_yearly for column in columns_of(model))


def resource_for(model, user, year=None):
    """The RegionalResource of a model for a person; `year` (int) is that of its yearly columns."""
    fields = {column.name: ListField(column, model) for column in columns_of(model)}
    kind = modelresource_factory(model, RegionalResource, {"fields": list(fields)}, fields)
    return kind(model=model, user=user, year=year)


class RegionalResource(ModelResource):
    """The list of one model for one person: rows of the person's own units only."""

    def __init__(self, model, user, year=None):
        super().__init__()
        self.model, self.user, self.year = model, user, year
        self.own = set(regions_of(user).values_list("pk", flat=True))
        self.regions = {region.pk: region.name for region in Region.objects.all()}

    def rows(self, records):
        """Yield a list of values (str, int, date; None: empty) for each of some records (queryset).

        Queries grow by the piece; memory does not grow.  To be read outside of a transaction: there
        PostgreSQL keeps the rows beside, whatever STATEMENT_TIMEOUT says (decision 12).
        """
        fields = self.listed
        paths = list(dict.fromkeys(["pk", *(path for field in fields for path in field.paths)]))
        makers = [
            field.maker(self, [paths.index(path) for path in field.paths]) for field in fields
        ]
        found = visible_to(self.user, records).values_list(*paths).iterator(chunk_size=AT_ONCE)
        while piece := list(islice(found, AT_ONCE)):
            beside = self._beside(fields, [row[0] for row in piece])
            for row in piece:
                yield [make(row, beside) for make in makers]

    @property
    def listed(self):
        """The fields in the order of the template: the engine has an order of its own."""
        return [self.fields[column.name] for column in columns_of(self.model)]

    @property
    def heads(self):
        """The headings (list of str)."""
        return [field.column_name for field in self.listed]

    @property
    def columns(self):
        """(heading, width in digits) of each column."""
        return [(f.column_name, WIDTHS.get(type(f.cell), 34)) for f in self.listed]

    def _beside(self, fields, keys):
        """{name of the column: {key of the record: value}} of what stands in other tables."""
        beside = {f.column.name: f.linked(keys) for f in fields if f.is_many}
        by_relation = {}
        for field in fields:
            if field.column.part:
                by_relation.setdefault(field.column.part.relation, []).append(field.column)
        for relation, columns in by_relation.items():
            beside |= _parts(self.model._meta.get_field(relation), columns, keys, self.year)
        return beside


def _parts(relation, columns, keys, year):
    """The values of the parts of some records: one query a relation."""
    picks = [column.part.picked(year) for column in columns]
    names = list(picks[0])
    wanted = {}
    for column, pick in zip(columns, picks, strict=True):
        wanted.setdefault(tuple(pick[name] for name in names), []).append(column)
    fields = list(dict.fromkeys(column.part.name for column in columns))
    owner = relation.field.attname
    rows = relation.related_model._default_manager.filter(**{f"{owner}__in": keys})
    if "year" in names:
        rows = rows.filter(year__in={pick["year"] for pick in picks})
    found = {column.name: {} for column in columns}
    for key, *values in rows.order_by().values_list(owner, *names, *fields):
        told = dict(zip(fields, values[len(names) :], strict=True))
        for column in wanted.get(tuple(values[: len(names)]), ()):
            found[column.name][key] = told[column.part.name]
    return found


class ListField(Field):
    """A column of a list: the paths that it reads of its table, and what it makes of them."""

    def __init__(self, column, model):
        super().__init__(column.name, column.headings()[0], readonly=True)
        self.column, self.model, self.cell = column, model, column.cell
        self.is_many = isinstance(column.cell, Several)
        self.paths = self._paths()

    def __deepcopy__(self, memo):
        """A resource copies its fields; these never change."""
        return self

    def _paths(self):
        name = self.column.name
        if self.column.part or self.is_many:
            return ()
        if isinstance(self.cell, Link):
            return (f"{name}_id", f"{name}__{self.cell.names[0]}", f"{name}__region_id")
        if isinstance(self.cell, Unit):
            return (f"{name}_id",)
        return ("pk",) if name == "number" else (name,)

    def maker(self, resource, places):
        """A function (row, values beside it) that gives the value of the cell."""
        words = self._words(resource)
        if self.column.part or self.is_many:
            return partial(_beside_it, self.column.name, words)
        if isinstance(self.cell, Link):
            return partial(_link, places, resource.own, self._ambiguous(resource.user))
        return partial(_word, places[0], words) if words else partial(_as_it_is, places[0])

    def _words(self, resource):
        """{stored value: its word} in the language of the page, or None."""
        if isinstance(self.cell, Unit):
            return resource.regions
        if not isinstance(self.cell, Choice):
            return None
        part, name = self.column.part, self.column.name
        model = self.model._meta.get_field(part.relation).related_model if part else self.model
        choices = model._meta.get_field(part.name if part else name).flatchoices
        return {value: str(word) for value, word in choices}

    def _ambiguous(self, user):
        """The names (folded) that several records have: a reader could not tell which is meant."""
        records = visible_to(user, self.cell.model.objects.order_by())
        names = records.values_list(self.cell.names[0], flat=True).iterator()
        return {name for name, times in Counter(map(search_key, names)).items() if times > 1}

    def linked(self, keys):
        """{key of a record: the words of what it has, with commas between}."""
        through = self.model._meta.get_field(self.column.name)
        own, other = through.m2m_column_name(), through.m2m_reverse_name()
        names = {row.pk: row.name for row in self.cell.model.objects.all()}
        rows = through.remote_field.through._default_manager.filter(**{f"{own}__in": keys})
        found = {}
        for key, its in sorted(rows.values_list(own, other)):
            found.setdefault(key, []).append(names[its])
        return {key: ", ".join(words) for key, words in found.items()}


def _as_it_is(place, row, beside):
    return row[place]


def _word(place, words, row, beside):
    return words.get(row[place])


def _beside_it(name, words, row, beside):
    value = beside[name].get(row[0])
    return words.get(value) if words else value


def _link(places, own, ambiguous, row, beside):
    """The name of a linked record; its number where the name is not the only one, or not ours."""
    key, name, unit = (row[place] for place in places)
    if key is None:
        return None
    return name if unit in own and search_key(name) not in ambiguous else f"№ {key}"
