"""What changed behind a figure since it was computed, told from the history of the records."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from registry.models import Reporters
from registry.models.base import Flow, Record
from registry.models.history import Through
from reports import compute
from reports.indicators import Way, leaves
from reports.moving import may_move
from reports.owners import owner_field, owner_model

MOST = 200  # records; a figure that so many changes moved is not explained one by one
UNKNOWN = object()  # how a record was before its first kept version


@dataclass(frozen=True)
class Version:
    """One kept change of a record: when, by whom, through what, and each field before and after."""

    entry: object
    fields: list
    is_part: bool

    @property
    def kind(self):
        return self.entry.history_type

    @property
    def noun(self):
        """What changed (str), where it is a part of the record: a participation, a headcount."""
        model = self.entry.instance_type
        return model._meta.verbose_name if self.is_part else ""


@dataclass(frozen=True)
class Change:
    """A record that changed, its versions since, and by how much (int) it moved the figure.

    `effect` is None where that cannot be told: distinct counts, or an older state that is not kept.
    """

    record: object
    is_deleted: bool
    versions: list[Version]
    effect: int | None
    places: set  # the regions (codes) in which it has stood since the moment


@dataclass(frozen=True)
class Changes:
    found: list[Change]
    is_cut: bool
    hidden: int = 0  # changed records that have stood in a region that is not the reader's

    @property
    def effect(self):
        """How much (int) all of them moved the figure; None where it cannot be told."""
        effects = [change.effect for change in self.found]
        return None if self.is_cut or self.hidden or None in effects else sum(effects)


def changes_since(indicator, year, units, moment, seen=None):
    """The Changes of the records behind a figure of these units (codes) since a moment.

    `seen` are the regions (codes) of who reads them; None for somebody who reads all.
    """
    return _Tracing(indicator, year, set(units), moment).changes(seen)


class _Tracing:
    """One figure and its past.  What is counted is a record itself, or its rows: `part`."""

    def __init__(self, indicator, year, units, moment):
        self.indicator, self.year, self.units, self.moment = indicator, year, units, moment
        self.reporters = Reporters()
        regions = (self.reporters.regions_of(unit, year) for unit in units)
        self.regions = {code for some in regions for code in some}
        self.owner = owner_model(indicator)
        self.key = f"{owner_field(indicator)}_id" if owner_field(indicator) else "pk"
        # A table between has no history: the versions of its owner tell of it.
        counted = indicator.source.model
        self.part = counted if self.key != "pk" and issubclass(counted, Record) else None

    def changes(self, seen):
        keys = self._changed()
        changes = [self._change(pk) for pk in self._read(keys[:MOST])]
        found = [c for c in changes if c and c.effect != 0]
        shown = [c for c in found if seen is None or c.places <= seen]
        return Changes(shown, len(keys) > MOST, len(found) - len(shown))

    # Which records

    def _changed(self):
        """The keys of records with a version since the moment that may touch the year."""
        since = {"history_date__gt": self.moment}
        own = _kept(self.owner).filter(self._of_the_regions("id"), **since)
        if issubclass(self.owner, Flow):
            own = own.filter(id__in=self._of_the_year())
        keys = set(own.values_list("id", flat=True)[: 10 * MOST])
        if self.part:
            parts = _kept(self.part).filter(self._of_the_regions(self.key), **since)
            parts = parts.filter(**self._year_of_parts())
            keys |= set(parts.values_list(self.key, flat=True)[: 10 * MOST])
        return sorted(keys)

    def _of_the_regions(self, name):
        """Those (Q) whose record stands, or stood, in a region that the units report."""
        now = self.owner._base_manager.filter(region__in=self.regions).values("pk")
        once = _kept(self.owner).filter(region__in=self.regions).values("id")
        return Q(**{f"{name}__in": now}) | Q(**{f"{name}__in": once})

    def _year_of_parts(self):
        """The year of the rows, as far as a column of their own tells it."""
        names = {field.name for field in self.part._meta.fields}
        return {"year": self.year} if "year" in names else {}

    def _of_the_year(self):
        """The keys (queryset) of records that some version dates in the year."""
        days = date(self.year, 1, 1), date(self.year, 12, 31)
        return _kept(self.owner).filter(**{f"{self.owner.day_field}__range": days}).values("id")

    # What happened to them

    def _read(self, keys):
        """Read the records, their versions and their rows: a few queries for all of them."""
        self.records = self.owner._base_manager.in_bulk(keys)
        self.own = _by(_versions(self.owner, id__in=keys), "id")
        self.rows, self.silent = {}, {}
        if self.part:
            versions = _versions(self.part, **{f"{self.key}__in": keys})
            self.rows = _by(versions, self.key)
            known = {version.id for version in versions}
            there = self.part._base_manager.filter(**{f"{self.key}__in": keys})
            self.silent = _by(there.exclude(pk__in=known), self.key)
        self.now = self._added_now(keys)
        return keys

    def _change(self, pk):
        record, own = self.records.get(pk), self.own.get(pk, [])
        rows = _by(self.rows.get(pk, []), "id").values()
        told = [v for versions in (own, *rows) for v in self._told(versions)]
        shown = record or (own[-1].instance if own else None)
        places = self._places(record, own)
        if not (told and shown and places & self.regions):
            return None
        before = self._then(own) if own else record  # nothing kept: it never changed
        then = self._added_then(before, pk, rows)
        told.sort(key=lambda version: version.entry.history_date, reverse=True)
        effect = self._effect(before, record, self.now.get(pk, 0), then)
        return Change(shown, record is None, told, effect, places)

    def _effect(self, before, record, now, then):
        """By how much (int) a record moved the figure, or None; `then` and `now`: what it adds."""
        if then is not UNKNOWN:
            return now - then
        if self.key != "pk" or before is UNKNOWN:
            return None
        return None if may_move(self.indicator, before, record, self.moment) else 0

    def _places(self, record, versions):
        """The regions (codes) of a record as it is and as its versions since the moment tell."""
        since = [v for v in versions if v.history_date > self.moment]
        before = [v for v in versions if v.history_date <= self.moment][-1:]
        return {one.region_id for one in (record, *before, *since) if one}

    def _told(self, versions):
        """The Versions since the moment, each beside the one before it."""
        for before, entry in zip([None, *versions], versions, strict=False):
            if entry.history_date > self.moment and not _is_start(entry):
                kept_of = entry.instance_type._meta.concrete_model
                is_part = kept_of is not self.owner._meta.concrete_model
                yield Version(entry, _differences(entry, before), is_part)

    def _then(self, versions):
        """A record as it was at the moment: None if it was not there, or UNKNOWN."""
        known = [v for v in versions if v.history_date <= self.moment]
        if known:
            return None if known[-1].history_type == "-" else known[-1].instance
        first = versions[0]
        if _is_start(first):
            return first.instance
        return {"+": None, "-": first.instance}.get(first.history_type, UNKNOWN)

    # By how much they moved the figure

    @property
    def is_told(self):
        """Whether each record adds a number of its own that its kept versions tell."""
        marks = [path for path, _value in leaves(self.indicator.condition) if _is_mark(path)]
        names = {field.name for field in self.owner._meta.fields}
        days_are_kept = all(_day_of(mark) in names for mark in marks)
        return days_are_kept and self.indicator.measure.way in (Way.COUNT, Way.SUM)

    def _added_now(self, keys):
        """{key: what the record adds to the figure now}, by the catalogue's own query."""
        measure = self.indicator.measure
        number = Sum(measure.field) if measure.way == Way.SUM else Count("pk")
        found = compute.rows(self.indicator, self.year, self.units, reporters=self.reporters)
        found = found.filter(**{f"{self.key}__in": keys}).values_list(self.key)
        return {pk: n or 0 for pk, n in found.annotate(n=number)}

    def _added_then(self, before, pk, rows):
        """What a record added at the moment (int), or UNKNOWN."""
        if before is UNKNOWN or not self.is_told:
            return UNKNOWN
        if before is None:
            return 0
        if not self.part:
            return self._number(before, before)
        thens = [*map(self._then, rows), *self.silent.get(pk, [])]
        return UNKNOWN if UNKNOWN in thens else sum(self._number(r, before) for r in thens if r)

    def _number(self, row, owner):
        """What a row added to the figure (int) as it was then."""
        if row is not owner:
            setattr(row, owner_field(self.indicator), owner)
        if not (self._is_of_the_year(row) and self._is_of_the_year(owner)):
            return 0
        unit = self.reporters.unit(owner.region_id, self.year)
        if unit not in self.units or not self._is_meant(row):
            return 0
        measure = self.indicator.measure
        return (_follow(row, measure.field) or 0) if measure.way == Way.SUM else 1

    def _is_of_the_year(self, record):
        first, last = record.counted_years()
        return first <= self.year and (last is None or self.year <= last)

    def _is_meant(self, row):
        return all(self._holds(row, *leaf) for leaf in leaves(self.indicator.condition))

    def _holds(self, row, path, value):
        """Whether a condition of the indicator held; a mark is_X stands for its day X_on."""
        if _is_mark(path):
            day = getattr(row, _day_of(path))
            return (day is not None and day.year <= self.year) == value
        return _follow(row, path) == value


def _is_start(entry):
    """Whether a version only keeps how a record of a bulk load was before its first change."""
    return entry.history_through == Through.START


def _is_mark(path):
    return path.startswith("is_")


def _day_of(mark):
    return f"{mark.removeprefix('is_')}_on"


def _kept(model):
    return model.history.model.objects.order_by()


def _versions(model, **which):
    """The kept versions of some records (list), each record's from the oldest on."""
    kept = _kept(model).filter(**which).select_related("history_user")
    return list(kept.order_by("history_date", "history_id"))


def _by(things, name):
    """{value of an attribute: list of things}."""
    found = {}
    for thing in things:
        found.setdefault(getattr(thing, name), []).append(thing)
    return found


def _follow(row, path):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _differences(entry, before):
    """(name of the field, before, after) of each field that a version changed."""
    if before is None or entry.history_type != "~":
        return []
    delta = entry.diff_against(before, foreign_keys_are_objs=True)
    own = entry.instance_type._meta.get_fields()
    fields = {f.name: f for f in own if hasattr(f, "verbose_name")}
    return [
        (fields[change.field].verbose_name, _shown(change.old), _shown(change.new))
        for change in delta.changes
        if change.field in fields
        and fields[change.field].name not in ("counts_from", "counts_until")
    ]


def _shown(value):
    """A value as people read it; of a relation to many, the names of its rows."""
    if isinstance(value, list):
        return ", ".join(str(next(v for k, v in one.items() if k != "id")) for one in value)
    return value
