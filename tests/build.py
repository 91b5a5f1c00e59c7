"""Records for tests: one line each, with believable values for all that a test leaves out.

Days are dates or ISO texts ("2023-05-17"), units are codes ("KZ-10").  Every function saves the
record and returns it; other fields go in by name.
"""

from datetime import UTC, date, datetime
from itertools import count as numbers

from django.contrib.auth.models import Group

from registry import sections
from registry.models import (
    Agreement,
    Ambassador,
    Association,
    Award,
    Event,
    Headcount,
    House,
    JournalistsClub,
    MaterialCount,
    MediaOutlet,
    Mediator,
    Memorandum,
    MonitoringTrip,
    Nomination,
    Participation,
    Programme,
    ReportingYear,
    SectionState,
    Structure,
    Submission,
    Training,
    User,
)

NOON = datetime(2024, 2, 12, 12, tzinfo=UTC)
_number = numbers(1)


def as_day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def _save(model, **fields):
    fields = {k: as_day(v) if k.endswith("_on") else v for k, v in fields.items()}
    record = model(**fields)
    record.save()
    return record


# The yearly return


def reporting_year(year, **fields):
    """A year that is open for reporting."""
    dates = {"opens_on": date(year, 11, 1), "due_on": date(year + 1, 1, 20)}
    found, _created = ReportingYear.objects.update_or_create(year=year, defaults=dates | fields)
    return found


def publish(year):
    """Say that a year is published: all its returns are locked."""
    return reporting_year(year, published_at=NOON)


def hand_in(unit, year, state="submitted", keys=None, nil=(), given_back=()):
    """A unit's return in any state, with its sections (keys; all when left out)."""
    fields = {"accepted_at": NOON} if state == "accepted" else {}
    fields |= {"reason": "Please check."} if state == "returned" else {}
    submission = Submission.objects.create(
        region_id=unit, year=reporting_year(year), state=state, **fields
    )
    if keys is None:
        keys = [s.key for s in sections.SECTIONS if s.units([unit])]
    SectionState.objects.bulk_create(
        _section(submission, key, key in nil, key in given_back) for key in [*keys, *nil]
    )
    return submission


def _section(submission, key, is_nil, is_given_back):
    return SectionState(
        submission=submission,
        section=key,
        state="nil" if is_nil else "done",
        reason="Nothing happened." if is_nil else "",
        is_returned=is_given_back,
    )


def accept(unit, year, keys=None, nil=()):
    """An accepted return; `keys` are its sections that are done, `nil` those with nothing."""
    return hand_in(unit, year, "accepted", keys, nil)


# Structures and their members


def structure(kind, unit="KZ-71", opened_on="2015-03-01", **fields):
    """A structure of a kind; at the republican unit it is of the republican level."""
    level = "republican" if unit == "REP" else "regional"
    form = "chair" if kind == "chair" else ""
    defaults = {"name": f"{kind} {next(_number)}", "level": level, "form": form}
    return _save(Structure, kind=kind, region_id=unit, opened_on=opened_on, **(defaults | fields))


def council(unit="KZ-71", opened_on="2015-03-01", **fields):
    """A Council of Elders."""
    return structure("elders", unit, opened_on, **fields)


def club(unit="KZ-71", opened_on="2015-03-01", **fields):
    """A journalists' club."""
    made = structure("journalists", unit, opened_on, **fields)
    return JournalistsClub.objects.get(pk=made.pk)


def headcount(structure, year=2023, members=10, **fields):
    """The members of a structure; None needs `unknown_because`."""
    return _save(Headcount, structure=structure, year=year, members=members, **fields)


def materials(club, year=2023, month=5, materials=4, **fields):
    return _save(MaterialCount, club=club, year=year, month=month, materials=materials, **fields)


# Events


def event(unit="KZ-71", held_on="2023-05-17", bodies=None, **fields):
    """An event; `bodies` are its participations as {"elders": "organised"}."""
    defaults = {
        "title": f"Event {next(_number)}",
        "place": "Достық үйі",
        "topic": "culture",
        "attendance": 30,
    }
    made = _save(Event, region_id=unit, held_on=held_on, **(defaults | fields))
    for kind, role in (bodies or {}).items():
        participation(made, kind, role)
    return made


def participation(event, kind="elders", role="took_part", **fields):
    return _save(Participation, event=event, kind=kind, role=role, **fields)


# Houses, associations, media


def house(unit="KZ-71", opened_on="2015-03-01", **fields):
    defaults = {"name": f"House {next(_number)}"}
    return _save(House, region_id=unit, opened_on=opened_on, **(defaults | fields))


def association(unit="KZ-71", opened_on="2015-03-01", **fields):
    defaults = {"name": f"Association {next(_number)}", "ethnic_group": "корейцы"}
    return _save(Association, region_id=unit, opened_on=opened_on, **(defaults | fields))


def outlet(unit="KZ-71", opened_on="2015-03-01", languages=("kk",), **fields):
    defaults = {"name": f"Outlet {next(_number)}", "form": "newspaper"}
    made = _save(MediaOutlet, region_id=unit, opened_on=opened_on, **(defaults | fields))
    made.languages.set(languages)
    return made


def memorandum(unit="KZ-71", opened_on="2015-03-01", **fields):
    defaults = {"name": f"Memorandum {next(_number)}", "parties": "A, B"}
    return _save(Memorandum, region_id=unit, opened_on=opened_on, **(defaults | fields))


# Mediation


def mediator(unit="KZ-71", opened_on="2015-03-01", **fields):
    number = next(_number)
    defaults = {"full_name": f"Mediator {number}", "kind": "public", "register_number": number}
    return _save(Mediator, region_id=unit, opened_on=opened_on, **(defaults | fields))


def agreement(unit="KZ-71", concluded_on="2023-05-17", **fields):
    defaults = {"category": "family"}
    return _save(Agreement, region_id=unit, concluded_on=concluded_on, **(defaults | fields))


def training(unit="KZ-71", held_on="2023-05-17", trainees=20, **fields):
    defaults = {"title": f"Training {next(_number)}", "trainees": trainees}
    return _save(Training, region_id=unit, held_on=held_on, **(defaults | fields))


# Research and honours


def programme(kind="scientific", started_on="2020-01-15", unit="REP", **fields):
    defaults = {"name": f"Programme {next(_number)}"}
    return _save(Programme, kind=kind, region_id=unit, started_on=started_on, **(defaults | fields))


def trip(visited="KZ-55", held_on="2023-05-17", unit="REP", **fields):
    return _save(MonitoringTrip, region_id=unit, visited_id=visited, held_on=held_on, **fields)


def nomination(**fields):
    number = next(_number)
    names = {f"name_{language}": f"Nomination {number}" for language in ("kk", "ru", "en")}
    return _save(Nomination, **(names | fields))


def award(nomination=None, awarded_on="2023-10-24", unit="REP", **fields):
    """The order, or the prize when there is a nomination."""
    defaults = {
        "kind": "prize" if nomination else "order",
        "laureate": f"Laureate {next(_number)}",
    }
    return _save(
        Award,
        region_id=unit,
        nomination=nomination,
        awarded_on=awarded_on,
        **(defaults | fields),
    )


def ambassador(unit="REP", opened_on="2015-03-01", **fields):
    defaults = {"name": f"Ambassador {next(_number)}", "country": "Korea"}
    return _save(Ambassador, region_id=unit, opened_on=opened_on, **(defaults | fields))


# People


def person(username, group=None, units=(), **fields):
    """An account of one group, with its units, whose pages speak English."""
    user = User.objects.create_user(username, **{"language": "en"} | fields)
    user.units.set(units)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user
