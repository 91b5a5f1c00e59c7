"""The sections of a yearly return, declared once.

A section names the records that belong to it and, of each, the fields that move a figure:
those lock when the section is submitted.  Template, desk, lock, checklist and coverage read
this file.  Models are named, not imported, so that models may ask it too.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

REPUBLIC = "REP"
STOCK = ("region", "opened_on", "closed_on")


@dataclass(frozen=True)
class Part:
    """The records of one model that belong to a section."""

    model: str
    figures: tuple[str, ...]
    where: dict = field(default_factory=dict)
    whole: str = ""  # the field that leads to the record it is a part of

    @property
    def is_entered(self):
        """Whether people enter its rows year by year: not the parts of an event, nor names."""
        return self.model not in ("registry.Participation", "registry.Nomination")

    def holds(self, record):
        """Whether a record belongs here."""
        if record._meta.concrete_model._meta.label != self.model:
            return False
        owner = getattr(record, self.whole) if self.whole else record
        return all(getattr(owner, name) in values for name, values in self.where.items())


@dataclass(frozen=True)
class Section:
    """One part of a unit's return."""

    key: str
    label: str
    parts: tuple[Part, ...]
    is_republican: bool = False  # filled in by the republican level only

    @property
    def kind(self):
        """The kind (str) of the structures that it is about, or "" when it is about others."""
        first = self.parts[0]
        return first.where["kind"][0] if first.model == "registry.Structure" else ""

    @property
    def is_of_stocks(self):
        """Whether nothing in it happens during the year: it holds stocks and their headcounts."""
        return all(p.figures[:3] == STOCK or p.model == "registry.Headcount" for p in self.parts)

    def units(self, codes):
        """Of these unit codes (str), those that fill this section."""
        return [code for code in codes if code == REPUBLIC or not self.is_republican]


def _structures(key, label, kind, *more):
    here = {"kind": (kind,)}
    return Section(
        key,
        label,
        (
            Part("registry.Structure", (*STOCK, "kind", "level", "form"), here),
            Part("registry.Headcount", ("structure", "year", "members"), here, "structure"),
            *more,
        ),
    )


SECTIONS = (
    Section(
        "events",
        _("Events"),
        (
            Part("registry.Event", ("region", "held_on", "attendance")),
            Part("registry.Participation", ("event", "kind", "role")),
        ),
    ),
    _structures("elders", _("Councils of Elders"), "elders"),
    _structures("mothers", _("Councils of Mothers"), "mothers"),
    _structures("youth", _("Youth branches"), "youth"),
    _structures("experts", _("Expert groups"), "experts"),
    _structures("chairs", _("University chairs"), "chair"),
    _structures(
        "clubs",
        _("Journalists' clubs"),
        "journalists",
        Part("registry.MaterialCount", ("club", "year", "materials")),
    ),
    Section(
        "houses",
        _("Houses of Friendship"),
        (
            Part("registry.House", STOCK),
            Part("registry.Programme", ("region", "kind", "finished_on"), {"kind": ("social",)}),
        ),
    ),
    Section(
        "associations",
        _("Ethnocultural associations"),
        (Part("registry.Association", (*STOCK, "registered_on", "accredited_on")),),
    ),
    Section("media", _("Ethnic media"), (Part("registry.MediaOutlet", (*STOCK, "languages")),)),
    Section(
        "mediation",
        _("Mediation"),
        (
            Part("registry.Mediator", STOCK),
            Part("registry.Agreement", ("region", "concluded_on")),
            Part("registry.Training", ("region", "held_on", "trainees")),
        ),
    ),
    Section("memoranda", _("Memoranda"), (Part("registry.Memorandum", STOCK),)),
    Section(
        "research",
        _("Research"),
        (
            Part(
                "registry.Programme",
                ("region", "kind", "started_on", "finished_on"),
                {"kind": ("scientific", "grant", "study", "national")},
            ),
            Part("registry.MonitoringTrip", ("region", "held_on", "visited")),
        ),
        is_republican=True,
    ),
    Section(
        "honours",
        _("Honours"),
        (
            Part("registry.Award", ("region", "kind", "awarded_on", "nomination")),
            Part("registry.Nomination", ()),
            Part("registry.Ambassador", STOCK),
        ),
        is_republican=True,
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}


def label_of(key):
    """The name of a section (key); of one that is no more, its key."""
    return BY_KEY[key].label if key in BY_KEY else key


def part_of(record):
    """The Section and Part that a record (model instance) belongs to, or (None, None)."""
    for section in SECTIONS:
        for part in section.parts:
            if part.holds(record):
                return section, part
    return None, None
