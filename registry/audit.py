"""The audit: every kept act of people, newest first, a page at a time by its place in time.

It reads five kinds of rows: versions of records, acts on returns and all else that the admin's log
keeps, imports, lists that were taken away.  A page asks each table for its newest rows before a
place, by the index of the time, and merges them: it costs the same in a table of a thousand rows
and of ten million (`registry/newest.py`).
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import merge
from itertools import islice

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils.dateparse import parse_datetime

from registry import trail
from registry.access import regions_of
from registry.beside import name_wholes, with_versions_before
from registry.models import (
    Amendment,
    Correction,
    ImportBatch,
    ListExport,
    Omission,
    Region,
    ReportingYear,
    Submission,
    User,
)
from registry.newest import newest_versions

PER_PAGE = 50
RETURNS = (Submission, Correction, Amendment, Omission)


@dataclass(frozen=True)
class Place:
    """A place in time between two acts: before this moment, table and number."""

    moment: datetime
    table: int
    key: int

    def __str__(self):
        return f"{self.moment.isoformat()}/{self.table}/{self.key}"

    @classmethod
    def read(cls, text):
        """The place that an address names (str), or None."""
        moment, _slash, rest = (text or "").partition("/")
        table, _slash, key = rest.partition("/")
        found = _moment(moment)
        is_whole = found and all(x.isascii() and x.isdigit() and len(x) < 18 for x in (table, key))
        return cls(found, int(table), int(key)) if is_whole else None


def _moment(text):
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found and found.tzinfo and 1 < found.year < 9999 else None


@dataclass(frozen=True)
class Act:
    """One row of the audit: which table holds it, and the row itself."""

    place: Place
    row: object
    person: User | None
    unit: str | None  # the region (code) that the row is about
    before: object = field(default=None, compare=False)  # the version before, of a changed record


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: all filters at once."""

    user: User
    year: int | None = None
    unit: str | None = None
    person: User | None = None

    @property
    def units(self):
        """The units (codes) to which the rows are narrowed, or None: every one."""
        if self.unit:
            return [self.unit]
        if self.user.has_perm("registry.see_all_units"):
            return None
        return [unit.pk for unit in regions_of(self.user)]


def page(asked, after=None):
    """(acts, next place): the newest Acts before a Place; the place is None on the last page."""
    tables = [_newest(table, number, after) for number, table in enumerate(_tables(asked))]
    newest_first = merge(*tables, key=lambda act: _order(act.place), reverse=True)
    found = list(islice(newest_first, PER_PAGE + 1))
    shown = with_versions_before(found[:PER_PAGE], asked.user)
    name_wholes([act.row for act in shown])
    shown = _with_units(shown)
    return shown, (shown[-1].place if len(found) > PER_PAGE else None)


def _with_units(acts):
    """The Acts of the log with the unit of the return or correction that each is about."""
    units = {}
    for model in RETURNS:
        kind = ContentType.objects.get_for_model(model).pk
        keys = {a.row.object_id for a in acts if getattr(a.row, "content_type_id", 0) == kind}
        if keys:
            rows = model._base_manager.filter(pk__in=keys).values_list("pk", model.region_path)
            units |= {(kind, str(pk)): unit for pk, unit in rows}
    return [replace(act, unit=act.unit or units.get(_about_row(act.row))) for act in acts]


def _about_row(row):
    return getattr(row, "content_type_id", None), getattr(row, "object_id", None)


def _order(place):
    return place.moment, -place.table, place.key


@dataclass(frozen=True)
class _Table:
    """Rows with a moment, a number and a person."""

    rows: object
    moment: str
    key: str
    person: str
    few: object = None  # of parts: the same rows, found by their wholes


def _newest(table, number, after):
    """The newest Acts of one table before a place."""
    is_before = _before(table, number, after) if after else Q()
    rows = table.rows.filter(is_before).select_related(table.person)
    if table.few is None:
        found = rows.order_by(f"-{table.moment}", f"-{table.key}")[: PER_PAGE + 1]
    else:
        few = table.few.filter(is_before).select_related(table.person)
        found = newest_versions(rows, few, is_before, PER_PAGE + 1)
    return [
        Act(
            Place(getattr(row, table.moment), number, getattr(row, table.key)),
            row,
            getattr(row, table.person),
            getattr(row, "whose", None),
        )
        for row in found
    ]


def _before(table, number, after):
    """The rows (Q) of a table before a place."""
    is_before = Q(**{f"{table.moment}__lt": after.moment})
    if number > after.table:
        return Q(**{f"{table.moment}__lte": after.moment})
    if number == after.table:
        is_before |= Q(**{table.moment: after.moment, f"{table.key}__lt": after.key})
        is_before &= Q(**{f"{table.moment}__lte": after.moment})  # an index begins here
    return is_before


def _tables(asked):
    """Every table that the person may see, narrowed; always the same ones in the same order."""
    may_audit = asked.user.has_perm("registry.audit_submission")
    tables = [_versions(model, asked) for model in trail.models()]
    tables += [_imports(asked), _exports(asked), _log(asked, may_audit)]
    return tables if may_audit else [_nothing(table) for table in tables[:-1]] + tables[-1:]


def _nothing(table):
    return _Table(table.rows.none(), table.moment, table.key, table.person)


def _versions(model, asked):
    rows = trail.history_of(model).annotate(whose=trail.whose(model))
    if asked.year:
        rows = rows.filter(trail.about_year(model, asked.year))
    if asked.person:
        rows = rows.filter(history_user=asked.person)
    for whole in trail.wholes(model):
        rows = rows.annotate(held=trail.whole_at_the_time(model, whole))
    few = None
    if asked.units is not None:
        few = trail.of_few(rows, model, asked.units) if trail.is_part(model) else None
        rows = trail.of_units(rows, model, asked.units)
    return _Table(rows, "history_date", "history_id", "history_user", few)


def _imports(asked):
    rows = ImportBatch.objects.annotate(whose=F("region_id"))
    if asked.units is not None:
        rows = rows.filter(region__in=asked.units)
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.person:
        rows = rows.filter(user=asked.person)
    return _Table(rows, "created_at", "id", "user")


def _exports(asked):
    """The lists that were taken away: by whom of these units then, and of which year."""
    rows = ListExport.objects.all()
    if asked.units is not None:
        here = ListExport.units.through.objects.filter(region__in=asked.units)
        rows = rows.filter(pk__in=here.values("listexport"))
    if asked.year:
        rows = rows.filter(asked__year=str(asked.year))
    if asked.person:
        rows = rows.filter(user=asked.person)
    return _Table(rows, "created_at", "id", "user")


def _log(asked, may_audit):
    """The admin's log: what is about one record is kept better as a version of it."""
    rows = LogEntry.objects.select_related("content_type")
    kinds = ContentType.objects.get_for_models(*trail.models(), *_proxies(), User)
    people = kinds.pop(User)
    about = Q(pk=None)
    if may_audit and asked.units is None and not asked.year:
        is_record = Q(content_type__in=kinds.values(), object_id__isnull=False)
        about |= ~is_record & ~Q(content_type=people)
    elif may_audit:
        about |= _about(asked)
    if asked.user.has_perm("registry.change_user") and not (asked.year or asked.unit):
        about |= Q(content_type=people)
    rows = rows.filter(about)
    if asked.person:
        rows = rows.filter(user=asked.person)
    return _Table(rows, "action_time", "id", "user")


def _proxies():
    return [
        proxy for model in trail.models() for proxy in model.__subclasses__() if proxy._meta.proxy
    ]


def _about(asked):
    """The log (Q) about the returns of some units, or of one year."""
    found = Q(pk=None)
    for model in RETURNS:
        rows = model._base_manager.all()
        if asked.units is not None:
            rows = rows.filter(**{f"{model.region_path}__in": asked.units})
        if asked.year:
            rows = rows.filter(**{_year_of(model): asked.year})
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        found |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    if asked.units is None and asked.year:
        years = ContentType.objects.get_for_model(ReportingYear)
        found |= Q(content_type=years, object_id=str(asked.year))
    return found


def _year_of(model):
    paths = {Submission: "year", Correction: "sections__submission__year"}
    paths |= {Amendment: "submission__year", Omission: "section__submission__year"}
    return paths[model]


def people(user):
    """Whom a person may ask about (Users): everybody, or those of the own units."""
    if user.has_perm("registry.see_all_units") or user.has_perm("registry.change_user"):
        return User.objects.order_by("username")
    return User.objects.filter(units__in=regions_of(user)).distinct().order_by("username")


def units(user):
    """The units (Regions) that a person may ask about."""
    return regions_of(user) if user.has_perm("registry.audit_submission") else Region.objects.none()
