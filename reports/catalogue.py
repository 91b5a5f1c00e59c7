"""Every indicator, declared once: data, no logic.

A new indicator is one entry here, its translations and its line in the by-hand oracle.
Codes are permanent and never used again for something else.
"""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from registry.models import (
    Agreement,
    Ambassador,
    Association,
    Award,
    BodyKind,
    Event,
    Form,
    Headcount,
    House,
    Kind,
    Level,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Memorandum,
    MonitoringTrip,
    Participation,
    Programme,
    Structure,
    Training,
)
from reports.indicators import (
    FLOW,
    PRESENCE,
    Indicator,
    Noun,
    Units,
    distinct,
    flow,
    spanning,
    stock,
    total,
    yearly,
)

# Themes, in the order of the year's page

THEMES = {
    "councils": _("Councils of Elders and of Mothers"),
    "youth": _("Youth"),
    "associations": _("Associations and Houses of Friendship"),
    "mediation": _("Mediation"),
    "science": _("Science and expertise"),
    "media": _("Journalists and ethnic media"),
    "honours": _("Honours, diplomacy and parliament"),
    "events": _("All events"),
}

# What figures count

ASSOCIATIONS = Noun("association", ngettext_lazy("association", "associations", "n"))
HOUSES = Noun("house", ngettext_lazy("House of Friendship", "Houses of Friendship", "n"))
PROJECTS = Noun("project", ngettext_lazy("project", "projects", "n"))
COUNCILS = Noun("council", ngettext_lazy("council", "councils", "n"))
MEMBERS = Noun("member", ngettext_lazy("member", "members", "n"))
EVENTS = Noun("event", ngettext_lazy("event", "events", "n"))
PEOPLE = Noun("person", ngettext_lazy("person", "people", "n"))
REGIONS = Noun("region", ngettext_lazy("region", "regions", "n"))
YOUNG_PEOPLE = Noun("young_person", ngettext_lazy("young person", "young people", "n"))
PARTICIPANTS = Noun("participant", ngettext_lazy("participant", "participants", "n"))
MEDIATORS = Noun("mediator", ngettext_lazy("mediator", "mediators", "n"))
AGREEMENTS = Noun("agreement", ngettext_lazy("agreement", "agreements", "n"))
TRAINEES = Noun("trainee", ngettext_lazy("trainee", "trainees", "n"))
PROGRAMMES = Noun("programme", ngettext_lazy("programme", "programmes", "n"))
STUDIES = Noun("study", ngettext_lazy("study", "studies", "n"))
GROUPS = Noun("group", ngettext_lazy("group", "groups", "n"))
EXPERTS = Noun("expert", ngettext_lazy("expert", "experts", "n"))
BODIES = Noun("body", ngettext_lazy("university body", "university bodies", "n"))
CHAIRS = Noun("chair", ngettext_lazy("chair", "chairs", "n"))
CENTRES = Noun("centre", ngettext_lazy("centre", "centres", "n"))
REPRESENTATIONS = Noun("representation", ngettext_lazy("representation", "representations", "n"))
CLUBS = Noun("club", ngettext_lazy("club", "clubs", "n"))
MATERIALS = Noun("material", ngettext_lazy("material", "materials", "n"))
OUTLETS = Noun("outlet", ngettext_lazy("media outlet", "media outlets", "n"))
LANGUAGES = Noun("language", ngettext_lazy("language", "languages", "n"))
AMBASSADORS = Noun("ambassador", ngettext_lazy("ambassador", "ambassadors", "n"))
NOMINATIONS = Noun("nomination", ngettext_lazy("nomination", "nominations", "n"))
DEPUTIES = Noun("deputy", ngettext_lazy("deputy", "deputies", "n"))
MEMORANDA = Noun("memorandum", ngettext_lazy("memorandum", "memoranda", "n"))

# Sources: the tables that are counted

WITH_ELDERS = Q(kind=BodyKind.ELDERS)
BY_MOTHERS = Q(kind=BodyKind.MOTHERS, role=Participation.Role.ORGANISED)
WITH_YOUTH = Q(kind=BodyKind.YOUTH)


def _event_marks(day):
    told = Participation.objects.filter(WITH_ELDERS | BY_MOTHERS | WITH_YOUTH)
    return {"is_told_elsewhere": Exists(told.filter(event=OuterRef("pk")))}


def _association_marks(day):
    return {
        "is_registered": _is_since("registered_on", day),
        "is_accredited": _is_since("accredited_on", day),
    }


def _is_since(field, day):
    since = When(Q((f"{field}__lte", day)), then=Value(True))
    return Case(since, default=Value(False), output_field=BooleanField())


ALL_EVENTS = flow(Event, section="events", marks=_event_marks)
PARTICIPATIONS = flow(
    Participation,
    on="event__held_on",
    year_field="event__year",
    section="events",
    region="event__region",
    parent="event",
)
STRUCTURES = stock(Structure, level="level")
HEADCOUNTS = yearly(Headcount, of="structure", region="structure__region", level="structure__level")
ELDERS = STRUCTURES.only("elders", Q(kind=Kind.ELDERS))
MOTHERS = STRUCTURES.only("mothers", Q(kind=Kind.MOTHERS))
YOUTH = STRUCTURES.only("youth", Q(kind=Kind.YOUTH))
EXPERT_GROUPS = STRUCTURES.only("experts", Q(kind=Kind.EXPERTS))
UNIVERSITY_CHAIRS = STRUCTURES.only("chairs", Q(kind=Kind.CHAIR))
JOURNALISTS = STRUCTURES.only("clubs", Q(kind=Kind.JOURNALISTS))
ELDERS_HEADCOUNTS = HEADCOUNTS.only("elders", Q(structure__kind=Kind.ELDERS))
MOTHERS_HEADCOUNTS = HEADCOUNTS.only("mothers", Q(structure__kind=Kind.MOTHERS))
YOUTH_HEADCOUNTS = HEADCOUNTS.only("youth", Q(structure__kind=Kind.YOUTH))
EXPERTS_HEADCOUNTS = HEADCOUNTS.only("experts", Q(structure__kind=Kind.EXPERTS))
CLUBS_HEADCOUNTS = HEADCOUNTS.only("clubs", Q(structure__kind=Kind.JOURNALISTS))
MATERIAL_COUNTS = yearly(
    MaterialCount, month="month", nature=FLOW, section="clubs", region="club__region"
)
ALL_HOUSES = stock(House, section="houses", level="level")
FINISHED_PROJECTS = flow(
    Programme, on="finished_on", year_field="finished_on__year", section="houses"
)
ALL_ASSOCIATIONS = stock(
    Association, section="associations", marks=_association_marks, level="level"
)
ALL_OUTLETS = stock(MediaOutlet, section="media")
OUTLET_LANGUAGES = stock(
    MediaOutlet.languages.through,
    at="mediaoutlet__",
    section="media",
    region="mediaoutlet__region",
)
ALL_MEDIATORS = stock(Mediator, section="mediation")
ALL_AGREEMENTS = flow(Agreement, on="concluded_on", section="mediation")
TRAININGS = flow(Training, section="mediation")
IN_SIX_YEARS = spanning(Programme, 6, section="research")
IN_ONE_YEAR = spanning(Programme, 1, section="research")
TRIPS = flow(MonitoringTrip, section="research")
AWARDS = flow(Award, on="awarded_on", section="honours")
ALL_AMBASSADORS = stock(Ambassador, section="honours")
ALL_MEMORANDA = stock(Memorandum, section="memoranda")

INDICATORS = (
    # Councils of Elders
    Indicator(
        code="elders.councils",
        theme="councils",
        label=_("Councils of Elders"),
        definition=_(
            "Councils of Elders that exist on 31 December, at every level: regional, city, "
            "district and rural. A council closed on that day is not counted."
        ),
        unit=COUNCILS,
        source=ELDERS,
        is_key=True,
    ),
    Indicator(
        code="elders.members",
        theme="councils",
        label=_("Members of the Councils of Elders"),
        definition=_(
            "Members on 31 December of the Councils of Elders that exist on that day. Councils "
            "whose members are not known are left out; for how many they are known is told."
        ),
        unit=MEMBERS,
        source=ELDERS_HEADCOUNTS,
        measure=total("members", known=True),
    ),
    Indicator(
        code="elders.regions",
        theme="councils",
        label=_("Regions with a Council of Elders"),
        definition=_(
            "Regions and cities of republican significance that have at least one Council of "
            "Elders on 31 December. The republican level is not a region."
        ),
        unit=REGIONS,
        source=ELDERS,
        measure=PRESENCE,
        units=Units.REGIONS,
    ),
    Indicator(
        code="elders.events",
        theme="councils",
        label=_("Events with the Councils of Elders taking part"),
        definition=_(
            "Events of the year in which at least one Council of Elders took part, as organiser "
            "or not. Each event counts once, however many councils came."
        ),
        unit=EVENTS,
        source=PARTICIPATIONS,
        where=WITH_ELDERS,
        is_key=True,
    ),
    Indicator(
        code="elders.covered",
        theme="councils",
        label=_("People reached by the events with the Councils of Elders"),
        definition=_(
            "Sum of the attendance of the events in which a Council of Elders took part. A person "
            "who came to two events counts twice."
        ),
        unit=PEOPLE,
        source=PARTICIPATIONS,
        where=WITH_ELDERS,
        measure=total("event__attendance"),
    ),
    # Councils of Mothers
    Indicator(
        code="mothers.councils",
        theme="councils",
        label=_("Councils of Mothers"),
        definition=_(
            "Councils of Mothers that exist on 31 December, at every level, those at "
            "associations and enterprises included."
        ),
        unit=COUNCILS,
        source=MOTHERS,
        is_key=True,
    ),
    Indicator(
        code="mothers.members",
        theme="councils",
        label=_("Members of the Councils of Mothers"),
        definition=_(
            "Members on 31 December of the Councils of Mothers that exist on that day. Councils "
            "whose members are not known are left out; for how many they are known is told."
        ),
        unit=MEMBERS,
        source=MOTHERS_HEADCOUNTS,
        measure=total("members", known=True),
    ),
    Indicator(
        code="mothers.events",
        theme="councils",
        label=_("Events held by the Councils of Mothers"),
        definition=_(
            "Events of the year that a Council of Mothers organised. Events in which it only took "
            "part are not counted."
        ),
        unit=EVENTS,
        source=PARTICIPATIONS,
        where=BY_MOTHERS,
        is_key=True,
    ),
    Indicator(
        code="mothers.covered",
        theme="councils",
        label=_("People reached by the events of the Councils of Mothers"),
        definition=_(
            "Sum of the attendance of the events that a Council of Mothers organised. A person "
            "who came to two events counts twice."
        ),
        unit=PEOPLE,
        source=PARTICIPATIONS,
        where=BY_MOTHERS,
        measure=total("event__attendance"),
    ),
    # Youth
    Indicator(
        code="youth.branches",
        theme="youth",
        label=_("Regions with a youth branch"),
        definition=_(
            "Regions and cities of republican significance in which the youth organisation has "
            "a branch on 31 December."
        ),
        unit=REGIONS,
        source=YOUTH,
        measure=PRESENCE,
        units=Units.REGIONS,
        first_year=2021,
    ),
    Indicator(
        code="youth.active",
        theme="youth",
        label=_("Active young people"),
        definition=_(
            "Active young people in the youth branches on 31 December, as the branches count them."
        ),
        unit=YOUNG_PEOPLE,
        source=YOUTH_HEADCOUNTS,
        measure=total("members", known=True),
        first_year=2021,
    ),
    Indicator(
        code="youth.events",
        theme="youth",
        label=_("Events with the youth branches taking part"),
        definition=_(
            "Events of the year in which a youth branch took part, as organiser or not, whatever "
            "the scope of the event. Each event counts once."
        ),
        unit=EVENTS,
        source=PARTICIPATIONS,
        where=WITH_YOUTH,
        first_year=2021,
    ),
    Indicator(
        code="youth.covered",
        theme="youth",
        label=_("Participants of the events with the youth branches"),
        definition=_(
            "Sum of the attendance of the events in which a youth branch took part. A person who "
            "came to two events counts twice."
        ),
        unit=PARTICIPANTS,
        source=PARTICIPATIONS,
        where=WITH_YOUTH,
        measure=total("event__attendance"),
        first_year=2021,
    ),
    # Associations and Houses of Friendship
    Indicator(
        code="ecas.active",
        theme="associations",
        label=_("Ethnocultural associations"),
        definition=_(
            "Ethnocultural associations at work on 31 December, registered or not, of every level."
        ),
        unit=ASSOCIATIONS,
        source=ALL_ASSOCIATIONS,
        is_key=True,
    ),
    Indicator(
        code="ecas.registered",
        theme="associations",
        label=_("Registered ethnocultural associations"),
        definition=_(
            "Of the ethnocultural associations at work on 31 December, those with a state "
            "registration dated on or before that day."
        ),
        unit=ASSOCIATIONS,
        source=ALL_ASSOCIATIONS,
        where=Q(is_registered=True),
    ),
    Indicator(
        code="ecas.accredited",
        theme="associations",
        label=_("Accredited ethnocultural associations"),
        definition=_(
            "Of the ethnocultural associations at work on 31 December, those that passed the "
            "public accreditation on or before that day."
        ),
        unit=ASSOCIATIONS,
        source=ALL_ASSOCIATIONS,
        where=Q(is_accredited=True),
    ),
    Indicator(
        code="houses.total",
        theme="associations",
        label=_("Houses of Friendship"),
        definition=_(
            "Houses of Friendship open on 31 December, of every level: republican, regional, city "
            "and district."
        ),
        unit=HOUSES,
        source=ALL_HOUSES,
        is_key=True,
    ),
    Indicator(
        code="houses.projects",
        theme="associations",
        label=_("Social projects of the Houses of Friendship"),
        definition=_(
            "Socially important projects of the Houses of Friendship that were completed in "
            "the year. Projects still going on are not counted."
        ),
        unit=PROJECTS,
        source=FINISHED_PROJECTS,
        where=Q(kind=Programme.Kind.SOCIAL),
    ),
    Indicator(
        code="memoranda.in_force",
        theme="associations",
        label=_("Memoranda of joint activity"),
        definition=_("Memoranda of joint activity that are in force on 31 December."),
        unit=MEMORANDA,
        source=ALL_MEMORANDA,
    ),
    # Mediation
    Indicator(
        code="mediation.mediators",
        theme="mediation",
        label=_("Mediators in the register"),
        definition=_(
            "Mediators whose entry in the Assembly's register is valid on 31 December: "
            "professional, public and ethnomediators."
        ),
        unit=MEDIATORS,
        source=ALL_MEDIATORS,
        is_key=True,
    ),
    Indicator(
        code="mediation.agreements",
        theme="mediation",
        label=_("Mediation agreements"),
        definition=_(
            "Mediation agreements concluded in the year. From 2024 the mediation council works to "
            "prevent conflicts, and no agreements are concluded."
        ),
        unit=AGREEMENTS,
        source=ALL_AGREEMENTS,
        last_year=2023,
    ),
    Indicator(
        code="mediation.trainees",
        theme="mediation",
        label=_("Trainees of ethnomediation"),
        definition=_(
            "Sum of the trainees of the seminars and trainings on ethnomediation held in the "
            "year. A person who came to two trainings counts twice."
        ),
        unit=TRAINEES,
        source=TRAININGS,
        measure=total("trainees"),
    ),
    # Science and expertise
    Indicator(
        code="research.programmes",
        theme="science",
        label=_("Scientific-technical programmes in six years"),
        definition=_(
            "Scientific-technical programmes on which work went on in any of the six years ending "
            "with this one. A programme of three years is counted in several figures."
        ),
        unit=PROGRAMMES,
        source=IN_SIX_YEARS,
        where=Q(kind=Programme.Kind.SCIENTIFIC),
        units=Units.REPUBLIC,
    ),
    Indicator(
        code="research.grants",
        theme="science",
        label=_("Grant projects"),
        definition=_("Grant projects on interethnic relations on which work went on in the year."),
        unit=PROJECTS,
        source=IN_ONE_YEAR,
        where=Q(kind=Programme.Kind.GRANT),
        units=Units.REPUBLIC,
    ),
    Indicator(
        code="research.studies",
        theme="science",
        label=_("Studies"),
        definition=_("Studies of interethnic relations on which work went on in the year."),
        unit=STUDIES,
        source=IN_ONE_YEAR,
        where=Q(kind=Programme.Kind.STUDY),
        units=Units.REPUBLIC,
    ),
    Indicator(
        code="research.regions_monitored",
        theme="science",
        label=_("Regions visited by monitoring groups"),
        definition=_(
            "Different regions that monitoring groups visited in the year. A region visited twice "
            "counts once."
        ),
        unit=REGIONS,
        source=TRIPS,
        measure=distinct("visited"),
        units=Units.REPUBLIC,
    ),
    Indicator(
        code="experts.groups",
        theme="science",
        label=_("Scientific-expert groups"),
        definition=_("Scientific-expert groups at work on 31 December."),
        unit=GROUPS,
        source=EXPERT_GROUPS,
    ),
    Indicator(
        code="experts.members",
        theme="science",
        label=_("Experts of the scientific-expert groups"),
        definition=_(
            "Members on 31 December of the scientific-expert groups that exist on that day."
        ),
        unit=EXPERTS,
        source=EXPERTS_HEADCOUNTS,
        measure=total("members", known=True),
    ),
    Indicator(
        code="chairs.total",
        theme="science",
        label=_("University chairs, centres and representations"),
        definition=_(
            "Chairs, centres and representations of the Assembly at universities on 31 December."
        ),
        unit=BODIES,
        source=UNIVERSITY_CHAIRS,
    ),
    Indicator(
        code="chairs.chairs",
        theme="science",
        label=_("Chairs of the Assembly at universities"),
        short=_("Of them: chairs"),
        definition=_("Chairs of the Assembly at universities on 31 December."),
        unit=CHAIRS,
        source=UNIVERSITY_CHAIRS,
        where=Q(form=Form.CHAIR),
    ),
    Indicator(
        code="chairs.centres",
        theme="science",
        label=_("Centres of the Assembly at universities"),
        short=_("Of them: centres"),
        definition=_("Centres of the Assembly at universities on 31 December."),
        unit=CENTRES,
        source=UNIVERSITY_CHAIRS,
        where=Q(form=Form.CENTRE),
    ),
    Indicator(
        code="chairs.representations",
        theme="science",
        label=_("Representations of the Assembly at universities"),
        short=_("Of them: representations"),
        definition=_("Representations of the Assembly at universities on 31 December."),
        unit=REPRESENTATIONS,
        source=UNIVERSITY_CHAIRS,
        where=Q(form=Form.REPRESENTATION),
    ),
    # Journalists and ethnic media
    Indicator(
        code="journalists.clubs",
        theme="media",
        label=_("Journalists' clubs"),
        definition=_("Journalists' clubs at work on 31 December, the republican one included."),
        unit=CLUBS,
        source=JOURNALISTS,
    ),
    Indicator(
        code="journalists.clubs_republican",
        theme="media",
        label=_("Republican journalists' club"),
        definition=_("The journalists' clubs of the republican level on 31 December."),
        unit=CLUBS,
        source=JOURNALISTS,
        where=Q(level=Level.REPUBLICAN),
        units=Units.REPUBLIC,
    ),
    Indicator(
        code="journalists.clubs_regional",
        theme="media",
        label=_("Regional journalists' clubs"),
        definition=_(
            "The journalists' clubs of the regions and of the cities of republican significance "
            "on 31 December."
        ),
        unit=CLUBS,
        source=JOURNALISTS,
        units=Units.REGIONS,
    ),
    Indicator(
        code="journalists.members",
        theme="media",
        label=_("Members of the regional journalists' clubs"),
        definition=_(
            "Members on 31 December of the journalists' clubs of the regions. The members of the "
            "republican club are not counted."
        ),
        unit=MEMBERS,
        source=CLUBS_HEADCOUNTS,
        measure=total("members", known=True),
        units=Units.REGIONS,
    ),
    Indicator(
        code="journalists.regions",
        theme="media",
        label=_("Regions with a journalists' club"),
        definition=_(
            "Regions and cities of republican significance that have a journalists' club on "
            "31 December."
        ),
        unit=REGIONS,
        source=JOURNALISTS,
        measure=PRESENCE,
        units=Units.REGIONS,
    ),
    Indicator(
        code="journalists.materials",
        theme="media",
        label=_("Materials published by the journalists' clubs"),
        definition=_(
            "Sum of the materials on peace and accord that the journalists' clubs published in "
            "the year, by their monthly counts."
        ),
        unit=MATERIALS,
        source=MATERIAL_COUNTS,
        measure=total("materials"),
    ),
    Indicator(
        code="media.outlets",
        theme="media",
        label=_("Ethnic media outlets"),
        definition=_(
            "Newspapers, magazines, programmes and online outlets of the ethnocultural "
            "associations that exist on 31 December."
        ),
        unit=OUTLETS,
        source=ALL_OUTLETS,
    ),
    Indicator(
        code="media.languages",
        theme="media",
        label=_("Languages of the ethnic media"),
        definition=_(
            "Different languages of the ethnic media outlets that exist on 31 December. "
            "A language used in two regions counts once in the country."
        ),
        unit=LANGUAGES,
        source=OUTLET_LANGUAGES,
        measure=distinct("language"),
    ),
    Indicator(
        code="media.regions",
        theme="media",
        label=_("Regions with ethnic media"),
        definition=_(
            "Regions and cities of republican significance that have an ethnic media outlet on "
            "31 December."
        ),
        unit=REGIONS,
        source=ALL_OUTLETS,
        measure=PRESENCE,
        units=Units.REGIONS,
    ),
    # Honours, diplomacy and parliament
    Indicator(
        code="ambassadors.total",
        theme="honours",
        label=pgettext_lazy("indicator", "Friendship Ambassadors"),
        definition=_("Friendship Ambassadors of the Assembly on 31 December."),
        unit=AMBASSADORS,
        source=ALL_AMBASSADORS,
        units=Units.REPUBLIC,
    ),
    Indicator(
        code="awards.el_birligi",
        theme="honours",
        label=_("People awarded the order “El birligi”"),
        definition=_("People to whom the order “El birligi” was given in the year."),
        unit=PEOPLE,
        source=AWARDS,
        where=Q(kind=Award.Kind.ORDER),
        units=Units.REPUBLIC,
        first_year=2023,
    ),
    Indicator(
        code="prizes.nominations",
        theme="honours",
        label=_("Nominations of the special prize"),
        definition=_(
            "Different nominations in which the special prize for culture, art, literature and "
            "journalism was given in the year. Laureates are not counted."
        ),
        unit=NOMINATIONS,
        source=AWARDS,
        where=Q(kind=Award.Kind.PRIZE),
        measure=distinct("nomination"),
        units=Units.REPUBLIC,
        first_year=2023,
    ),
    Indicator(
        code="parliament.senators",
        theme="honours",
        label=_("Senators appointed on the Assembly's proposal"),
        definition=_(
            "Deputies of the Senate whom the President appoints on the proposal of the Assembly, "
            "by law. The value is reported, not counted from records."
        ),
        unit=DEPUTIES,
        first_year=2022,
    ),
    Indicator(
        code="parliament.group_deputies",
        theme="honours",
        label=_("Members of the deputies' group “Bir el – bir mudde”"),
        definition=_(
            "Deputies of both chambers in the group “Bir el – bir mudde” on 31 December. The "
            "value is reported, not counted from records."
        ),
        unit=DEPUTIES,
        first_year=2023,
    ),
    Indicator(
        code="parliament.group_senate",
        theme="honours",
        label=_("Members of the group “Bir el – bir mudde” from the Senate"),
        short=_("Of them: from the Senate"),
        definition=_(
            "Members of the group “Bir el – bir mudde” from the Senate. The value is reported, "
            "not counted from records."
        ),
        unit=DEPUTIES,
        first_year=2023,
    ),
    Indicator(
        code="parliament.group_majilis",
        theme="honours",
        label=_("Members of the group “Bir el – bir mudde” from the Majilis"),
        short=_("Of them: from the Majilis"),
        definition=_(
            "Members of the group “Bir el – bir mudde” from the Majilis. The value is reported, "
            "not counted from records."
        ),
        unit=DEPUTIES,
        first_year=2023,
    ),
    # All events
    Indicator(
        code="events.total",
        theme="events",
        label=_("All events"),
        definition=_(
            "All events of the year. An event of several bodies counts once, so this is less than "
            "the sum of the figures by body."
        ),
        unit=EVENTS,
        source=ALL_EVENTS,
        is_key=True,
    ),
    Indicator(
        code="events.covered",
        theme="events",
        label=_("People reached by all events"),
        definition=_(
            "Sum of the attendance of all events. A person who came to two events counts twice."
        ),
        unit=PEOPLE,
        source=ALL_EVENTS,
        measure=total("attendance"),
    ),
    Indicator(
        code="events.other",
        theme="events",
        label=_("Events of other bodies"),
        definition=_(
            "Events in which neither a Council of Elders nor a youth branch took part and which "
            "no Council of Mothers organised."
        ),
        unit=EVENTS,
        source=ALL_EVENTS,
        where=Q(is_told_elsewhere=False),
    ),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}

# A whole and its parts: they add up in every place and year.
PARTS = {
    "chairs.total": ("chairs.chairs", "chairs.centres", "chairs.representations"),
    "journalists.clubs": ("journalists.clubs_republican", "journalists.clubs_regional"),
    "parliament.group_deputies": ("parliament.group_senate", "parliament.group_majilis"),
}
# A whole and the figures that together count all of it, some of it more than once.
OVERLAPS = {"events.total": ("elders.events", "mothers.events", "youth.events", "events.other")}
# Of what an indicator is some: it cannot be more
SOME_OF = {
    "elders.events": "events.total",
    "mothers.events": "events.total",
    "youth.events": "events.total",
    "events.other": "events.total",
    "elders.covered": "events.covered",
    "mothers.covered": "events.covered",
    "youth.covered": "events.covered",
    "elders.regions": "elders.councils",
    "ecas.registered": "ecas.active",
    "ecas.accredited": "ecas.active",
}
