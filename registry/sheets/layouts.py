"""The sheets of each section, declared once: columns, and by what a record is known.

Every foreign key has its column here, with a lookup among the records of the person's own units:
a key that is left to the engine would be taken unseen.
"""

from dataclasses import replace

from django.utils.dates import MONTHS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registry import models as m
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
    column,
)
from registry.sheets.layout import changed, fields, layout

IN_YEAR, UNTIL, ANY_DAY = Day("in"), Day("until"), Day("any")
REGIONAL = Choice(tuple(Level.choices[:5]))


def _stock(model, *names, **cells):
    return fields(model, *names, "opened_on", "closed_on", **({"opened_on": UNTIL} | cells))


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
    return layout(section, section, model, columns, ("name", "level"))


HOUSE, ASSOCIATION, PROGRAMME = Link(m.House), Link(m.Association), Link(m.Programme)
MEDIATOR = Link(m.Mediator, ("full_name", "register_number"))
NOMINATION = Link(m.Nomination, ("name_kk", "name_ru", "name_en"))
OTHERS = tuple(choice for choice in m.Programme.Kind.choices if choice[0] != "social")

EVENTS = layout(
    "events",
    "events",
    m.Event,
    (
        *fields(m.Event, "held_on", "title", "place", "held_in", held_on=IN_YEAR, held_in=Place()),
        *fields(m.Event, "scope", "topic", "attendance", "programme", programme=PROGRAMME),
        *_bodies(),
    ),
    ("held_on", "title", "place"),
    is_flow=True,
)
MEDIATORS = layout(
    "mediators",
    "mediation",
    m.Mediator,
    _stock(m.Mediator, "register_number", "full_name", "kind"),
    ("register_number",),
)
AGREEMENTS = layout(
    "agreements",
    "mediation",
    m.Agreement,
    fields(
        m.Agreement, "concluded_on", "category", "mediator",
        concluded_on=IN_YEAR, mediator=MEDIATOR,
    ),
    ("concluded_on", "category", "mediator"),
    can_repeat=True,
    is_flow=True,
)  # fmt: skip
TRAININGS = layout(
    "trainings",
    "mediation",
    m.Training,
    fields(m.Training, "held_on", "title", "hours", "trainees", held_on=IN_YEAR),
    ("held_on", "title"),
    is_flow=True,
)
PROJECTS = layout(
    "projects",
    "houses",
    m.Programme,
    fields(
        m.Programme, "name", "house", "lead", "started_on", "finished_on",
        house=HOUSE, started_on=UNTIL, finished_on=ANY_DAY,
    ),
    ("name", "started_on"),
    where={"kind": "social"},
    title=_("Projects of the Houses"),
)  # fmt: skip
PROGRAMMES = layout(
    "programmes",
    "research",
    m.Programme,
    fields(
        m.Programme, "kind", "name", "house", "lead", "started_on", "finished_on",
        kind=Choice(OTHERS), house=HOUSE, started_on=UNTIL, finished_on=ANY_DAY,
    ),
    ("kind", "name", "started_on"),
)  # fmt: skip
TRIPS = layout(
    "trips",
    "research",
    m.MonitoringTrip,
    fields(
        m.MonitoringTrip, "held_on", "visited", "programme",
        held_on=IN_YEAR, visited=Place(), programme=PROGRAMME,
    ),
    ("held_on", "visited", "programme"),
    is_flow=True,
)  # fmt: skip
AWARDS = layout(
    "awards",
    "honours",
    m.Award,
    fields(
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
    changed(
        _structures("chairs", m.UniversityChair, names=("level", "form", "name", "host")),
        form={"is_required": True, "is_needed": True},
    ),
    replace(
        _structures("clubs", m.JournalistsClub, *_materials()), totals=(TOTAL.name, "materials")
    ),
    layout(
        "houses",
        "houses",
        m.House,
        _stock(m.House, "level", "name", "address", "area", "rooms", "staff", level=REGIONAL),
        ("name",),
    ),
    PROJECTS,
    layout(
        "associations",
        "associations",
        m.Association,
        _stock(
            m.Association, "name", "ethnic_group", "level", "bin", "house",
            "registered_on", "accredited_on", level=REGIONAL, house=HOUSE,
        ),
        ("name",),
    ),
    layout(
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
    layout(
        "memoranda",
        "memoranda",
        m.Memorandum,
        _stock(m.Memorandum, "name", "parties"),
        ("name", "opened_on"),
    ),
    PROGRAMMES,
    TRIPS,
    layout(
        "nominations",
        "honours",
        m.Nomination,
        fields(m.Nomination, "name_kk", "name_ru", "name_en"),
        ("name_kk",),
    ),
    AWARDS,
    layout(
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
