"""The sheets of each section, declared once: columns, and by what a record is known.

Every foreign key has its column here, with a lookup among the records of the person's own units:
a key that is left to the engine would be taken unseen.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.dates import MONTHS
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from registry import models as m
from registry import sections
from registry.models.structures import Level
from registry.sheets.columns import (
    Anything,
    Choice,
    Column,
    Count,
    Day,
    Link,
    PartOf,
    Place,
    Several,
    Unit,
    column,
)

NUMBER = Column("number", "№", Count(), is_kept=False)
UNIT = Column("region", _("reporting unit"), Unit(), is_kept=False)
IN_YEAR, UNTIL, ANY_DAY = Day("in"), Day("until"), Day("any")
REGIONAL = Choice(tuple(Level.choices[:5]))


@dataclass(frozen=True, eq=False)
class Layout:
    """One sheet: the records of one model."""

    key: str
    section: str
    model: type
    title: str
    columns: tuple
    identity: tuple  # names of the columns by which a record without a number is known
    where: dict = field(default_factory=dict)  # what is the same for all its records
    can_repeat: bool = False  # equal rows are different records
    totals: tuple = ()  # name of the column of totals, and of the field that they add up
    is_flow: bool = False
    leading: tuple = (NUMBER, UNIT)
    rule: Callable | None = None  # what else a good row must hold to: rule(entry, intake)
    doubt: Callable | None = None  # what to say of the good rows: doubt(entries, intake)

    @property
    def all_columns(self):
        return (*self.leading, *self.columns)

    @property
    def relations(self):
        """The parts of a record that the sheet writes (names of relations)."""
        return tuple(dict.fromkeys(c.part.relation for c in self.columns if c.part))

    def known_by(self):
        """The headings (str) of the columns by which a record is known."""
        return ", ".join(str(c.header) for c in self.columns if c.name in self.identity)

    def sheet_title(self):
        """The name of its sheet (str): Excel allows 31 letters."""
        return capfirst(str(self.title))[:31].strip()

    @property
    def many(self):
        """The columns of relations to many."""
        return tuple(c for c in self.columns if isinstance(c.cell, Several))


def _fields(model, *names, **cells):
    """The columns of fields of a model; `cells` says how some of them are read."""
    return tuple(column(model, name, cells.get(name)) for name in names)


def _stock(model, *names, **cells):
    return _fields(model, *names, "opened_on", "closed_on", **({"opened_on": UNTIL} | cells))


def _bodies():
    """One column a kind of body: how it was there."""
    for kind, label in m.BodyKind.choices:
        part = PartOf("participations", "role", {"kind": kind})
        yield column(m.Participation, "role", header=label, part=part, is_needed=True)


def _members():
    part = {"relation": "headcounts", "is_yearly": True}
    yield column(m.Headcount, "members", part=PartOf(name="members", **part), is_needed=True)
    yield column(m.Headcount, "unknown_because", part=PartOf(name="unknown_because", **part))
    before = PartOf(name="members", ago=1, **part)
    header = _("members a year before")
    yield replace(
        column(m.Headcount, "members", Anything(), header, before),
        name="members_before",
        is_kept=False,
    )


MATERIALS = _("materials")
TOTAL = Column("materials_total", _("materials in the year"), Count(), is_kept=False)


def _materials():
    for month, name in MONTHS.items():
        part = PartOf("material_counts", "materials", {"month": month}, is_yearly=True)
        header = format_lazy("{}: {}", MATERIALS, name)
        yield column(m.MaterialCount, "materials", header=header, part=part, is_needed=True)
    yield TOTAL


def _structures(section, model, *more, names=("level", "name", "host")):
    columns = (*_stock(model, *names), *_members(), *more)
    return _layout(section, section, model, columns, ("name", "level"))


def _layout(key, section, model, columns, identity, **more):
    own = sections.BY_KEY[section].label if key == section else model._meta.verbose_name_plural
    return Layout(key, section, model, more.pop("title", own), columns, identity, **more)


def _with(layout, **changes):
    """The layout with some of its columns (by name) changed."""
    columns = (replace(c, **changes.get(c.name, {})) for c in layout.columns)
    return replace(layout, columns=tuple(columns))


HOUSE, ASSOCIATION, PROGRAMME = Link(m.House), Link(m.Association), Link(m.Programme)
MEDIATOR = Link(m.Mediator, ("full_name", "register_number"))
NOMINATION = Link(m.Nomination, ("name_kk", "name_ru", "name_en"))
OTHERS = tuple(choice for choice in m.Programme.Kind.choices if choice[0] != "social")

EVENTS = _layout(
    "events",
    "events",
    m.Event,
    (
        *_fields(m.Event, "held_on", "title", "place", "held_in", held_on=IN_YEAR, held_in=Place()),
        *_fields(m.Event, "scope", "topic", "attendance", "programme", programme=PROGRAMME),
        *_bodies(),
    ),
    ("held_on", "title", "place"),
    is_flow=True,
)
MEDIATORS = _layout(
    "mediators",
    "mediation",
    m.Mediator,
    _stock(m.Mediator, "register_number", "full_name", "kind"),
    ("register_number",),
)
AGREEMENTS = _layout(
    "agreements",
    "mediation",
    m.Agreement,
    _fields(
        m.Agreement, "concluded_on", "category", "mediator",
        concluded_on=IN_YEAR, mediator=MEDIATOR,
    ),
    ("concluded_on", "category", "mediator"),
    can_repeat=True,
    is_flow=True,
)  # fmt: skip
TRAININGS = _layout(
    "trainings",
    "mediation",
    m.Training,
    _fields(m.Training, "held_on", "title", "hours", "trainees", held_on=IN_YEAR),
    ("held_on", "title"),
    is_flow=True,
)
PROJECTS = _layout(
    "projects",
    "houses",
    m.Programme,
    _fields(
        m.Programme, "name", "house", "lead", "started_on", "finished_on",
        house=HOUSE, started_on=UNTIL, finished_on=ANY_DAY,
    ),
    ("name", "started_on"),
    where={"kind": "social"},
    title=_("Projects of the Houses"),
)  # fmt: skip
PROGRAMMES = _layout(
    "programmes",
    "research",
    m.Programme,
    _fields(
        m.Programme, "kind", "name", "house", "lead", "started_on", "finished_on",
        kind=Choice(OTHERS), house=HOUSE, started_on=UNTIL, finished_on=ANY_DAY,
    ),
    ("kind", "name", "started_on"),
)  # fmt: skip
TRIPS = _layout(
    "trips",
    "research",
    m.MonitoringTrip,
    _fields(
        m.MonitoringTrip, "held_on", "visited", "programme",
        held_on=IN_YEAR, visited=Place(), programme=PROGRAMME,
    ),
    ("held_on", "visited", "programme"),
    is_flow=True,
)  # fmt: skip
AWARDS = _layout(
    "awards",
    "honours",
    m.Award,
    _fields(
        m.Award, "kind", "laureate", "awarded_on", "nomination",
        awarded_on=IN_YEAR, nomination=NOMINATION,
    ),
    ("kind", "laureate", "awarded_on"),
    is_flow=True,
)  # fmt: skip

LAYOUTS = (
    EVENTS,
    _structures("elders", m.EldersCouncil),
    _structures("mothers", m.MothersCouncil),
    _structures("youth", m.YouthBranch),
    _structures("experts", m.ExpertGroup),
    _with(
        _structures("chairs", m.UniversityChair, names=("level", "form", "name", "host")),
        form={"is_required": True, "is_needed": True},
    ),
    replace(
        _structures("clubs", m.JournalistsClub, *_materials()), totals=(TOTAL.name, "materials")
    ),
    _layout(
        "houses",
        "houses",
        m.House,
        _stock(m.House, "level", "name", "address", "area", "rooms", "staff", level=REGIONAL),
        ("name",),
    ),
    PROJECTS,
    _layout(
        "associations",
        "associations",
        m.Association,
        _stock(
            m.Association, "name", "ethnic_group", "level", "bin", "house",
            "registered_on", "accredited_on", level=REGIONAL, house=HOUSE,
        ),
        ("name",),
    ),
    _layout(
        "media",
        "media",
        m.MediaOutlet,
        (
            *_stock(m.MediaOutlet, "name", "form", "association", association=ASSOCIATION),
            column(m.MediaOutlet, "languages", Several(m.Language)),
        ),
        ("name", "form"),
    ),
    MEDIATORS,
    AGREEMENTS,
    TRAININGS,
    _layout(
        "memoranda",
        "memoranda",
        m.Memorandum,
        _stock(m.Memorandum, "name", "parties"),
        ("name", "opened_on"),
    ),
    PROGRAMMES,
    TRIPS,
    _layout(
        "nominations",
        "honours",
        m.Nomination,
        _fields(m.Nomination, "name_kk", "name_ru", "name_en"),
        ("name_kk",),
    ),
    AWARDS,
    _layout(
        "ambassadors",
        "honours",
        m.Ambassador,
        _stock(m.Ambassador, "name", "country"),
        ("name", "country"),
    ),
)  # fmt: skip


def of_section(key):
    """The sheets (list of Layout) of a section, in the order in which they are taken in."""
    return [layout for layout in LAYOUTS if layout.section == key]
