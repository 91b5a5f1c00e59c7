"""Whose file it is, for which unit and year, and the lists that its cells are looked up in."""

import re

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from registry import locks, sections
from registry.access import places_of, regions_of, visible_to
from registry.languages import CODES
from registry.models import Region, ReportingYear
from registry.sheets.columns import Link
from registry.sheets.layouts import LAYOUTS, of_section
from registry.sheets.messages import Problem
from registry.sheets.stored import records_of
from registry.sheets.values import Words, shown

NUMBERED = re.compile(r"№?\s*([0-9]{1,18})")
LABELLED = re.compile(r"(.+) \(№ ?([0-9]{1,18})(?:, [^()]*)?\)")  # as `Links.label` writes it
CANDIDATES = 5  # that a message names
# Sheets that belong to no section of a return: {key: class of their Intake}
OTHERS = {}


def open_intake(user, unit, year, section, **options):
    """The Intake of a file, whatever it is of.  Raises PermissionDenied."""
    return OTHERS.get(section, Intake)(user, unit, year, section, **options)


class Intake:
    """One file's person, unit (Region), year (int) and section (key).  Reads each list once.

    Raises PermissionDenied when the unit is not one of the person's.
    """

    pages = "import"  # the first word of the names of its pages

    def __init__(self, user, unit, year, section, today=None):
        self.user, self.year, self.section = user, year, section
        self.today = today or timezone.localdate()
        self.layouts = self._layouts()
        self.regions = Region.objects.in_bulk()
        self.unit = self._unit(unit)
        self.gate = locks.Gate()
        self._words, self._links, self._named = {}, {}, {}
        for cell in {column.cell for layout in self.layouts for column in layout.columns}:
            if isinstance(cell, Link):
                self._named.setdefault(cell.model, []).append(cell)

    def _layouts(self):
        return of_section(self.section)

    def _unit(self, unit):
        found = self.regions.get(getattr(unit, "pk", unit))
        if not found or not regions_of(self.user).filter(pk=found.pk).exists():
            raise PermissionDenied
        return found

    @classmethod
    def is_there(cls, user, unit, year, section):
        """Whether a person finds such a return: the unit is theirs and fills the section."""
        its = sections.BY_KEY.get(section)
        is_open = its and its.units([unit]) and ReportingYear.objects.filter(year=year).exists()
        return bool(is_open and regions_of(user).filter(pk=unit).exists())

    @classmethod
    def is_allowed(cls, user, section):
        """Whether a person may take in the sheets of a section (key)."""
        models = [layout.model._meta.model_name for layout in of_section(section)]
        return all(user.has_perm(f"registry.import_{name}") for name in models)

    @property
    def owner(self):
        """The fields (dict) by which uploads and imports belong to it."""
        return {"region": self.unit, "year_id": self.year, "section": self.section}

    @property
    def about(self):
        """What its pages say under the title (str)."""
        return f"{self.unit.name}, {self.year}"

    @property
    def stamp(self):
        """What its template says of itself (dict of str and int)."""
        return {"section": self.section, "unit": self.unit.pk, "year": self.year}

    @property
    def file_name(self):
        return f"{self.section}-{self.unit.pk.lower()}-{self.year}"

    def page(self, name, *args):
        """The address of one of its pages (name)."""
        return reverse(f"admin:{self.pages}_{name}", args=[*self._arguments, *args])

    @property
    def _arguments(self):
        return self.unit.pk, self.year, self.section

    def lock(self):
        """The sentence (str) that says that its section is locked, or ""."""
        return locks.of(self.unit.pk, self.year, self.section)

    def records(self, layout):
        """The stored records (queryset) that the rows of a sheet may mean."""
        return records_of(layout, self.unit)

    def own(self, record):
        """Let a new or changed record be of the unit."""
        record.region = self.unit

    def written(self, batch):
        """What is to be done when an import was written or taken back."""

    @property
    def label(self):
        """The name of the section in the language of the page."""
        return self.label_of(self.section)

    def label_of(self, key):
        section = sections.BY_KEY.get(key)
        return str(section.label if section else key)

    @property
    def places(self):
        """The regions that the person may name as a place."""
        allowed = set(places_of(self.user).values_list("pk", flat=True))
        return [region for region in self.regions.values() if region.pk in allowed]

    def words(self, key, make):
        """The Words of a list: made once, from the pairs that `make` gives."""
        if key not in self._words:
            self._words[key] = Words(make())
        return self._words[key]

    def names_of_regions(self, regions=None):
        """(name, code) of regions: names in this language first."""
        regions = self.regions.values() if regions is None else regions
        firsts = [(region.name, region.pk) for region in regions]
        names = [(name, region.pk) for region in regions for name in _all_names(region)]
        return [*firsts, *names]

    def names_of(self, model):
        """(name, key) of the rows of a model with names in three languages."""
        rows = list(model.objects.all())
        names = [(getattr(row, f"name_{code}"), row.pk) for row in rows for code in CODES]
        return [*((row.name, row.pk) for row in rows), *names, *((row.pk, row.pk) for row in rows)]

    def links(self, cell):
        """The Links of a column (columns.Link)."""
        if cell not in self._links:
            self._links[cell] = Links(cell, self._links_of(cell.model))
        return self._links[cell]

    def _links_of(self, model):
        return visible_to(self.user, model.objects.select_related("region"))

    def expect(self, record):
        """A row of this file adds a record: later rows may name it."""
        for cell in self._named.get(type(record), ()):
            self.links(cell).add(record)


def _all_names(region):
    fields = [f"{kind}_{code}" for kind in ("name", "short") for code in CODES]
    return [*(getattr(region, name) for name in fields), region.pk]


class Links:
    """The records that a column may name, and by what."""

    def __init__(self, cell, records):
        self.cell, self.records, self.words = cell, [], Words()
        for record in records:
            self.add(record)

    def add(self, record):
        for name in self.cell.names:
            self.words.add(str(getattr(record, name)), len(self.records))
        self.records.append(record)

    def find(self, text):
        """The record of a name (str) or number.  Raises Problem (R10, R21)."""
        found = self._named(text) or self._labelled(text) or self._numbered(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(text, found)
        hint, sheet = self.words.hint(text), _sheet_of(self.cell.model)
        if hint:
            raise Problem("R10", v=text, hint=hint, sheet=sheet)
        raise Problem("R10 far", v=text, sheet=sheet)

    def label(self, record):
        """A record as a cell shows it (str): with its number if another has the same name."""
        others = [other for other in self._named(str(record)) if other != record]
        if not others:
            return str(record)
        return f"{record} ({', '.join(_told_apart(record, [record, *others]))})"

    def labels(self):
        """The Words of all records, each as a cell shows it."""
        return Words((self.label(record), n) for n, record in enumerate(self.records))

    def _named(self, text):
        return [self.records[i] for i in self.words.find(text)]

    def _labelled(self, text):
        parts = LABELLED.fullmatch(text)
        return [r for r in self._named(parts[1]) if r.pk == int(parts[2])] if parts else []

    def _numbered(self, text):
        number = NUMBERED.fullmatch(text)
        return [r for r in self.records if r.pk == int(number[1])] if number else []


def _told_apart(record, same):
    """What tells a record from others of its name: its number, its unit if theirs is another."""
    yield f"№ {record.pk or '…'}"
    if len({other.region_id for other in same}) > 1:
        yield record.region.name


def _begun(record):
    """The day (str) on which a record began, if it is of a kind that has one."""
    day = getattr(record, "started_on", None) or getattr(record, "opened_on", None)
    return [shown(day)] if day else []


def _several(text, found):
    """A Problem (R21) that names those that a text stands for."""
    told = [", ".join([*_told_apart(record, found), *_begun(record)]) for record in found]
    which = "; ".join(told[:CANDIDATES]) + ("; …" if len(told) > CANDIDATES else "")
    return Problem("R21", v=text, which=which, id=found[0].pk or "…")


def _sheet_of(model):
    return next(layout.sheet_title() for layout in LAYOUTS if layout.model is model)
