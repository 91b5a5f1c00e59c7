"""A small registry that was published twice: 2022 r1, and 2023 r1 compared with it.

In 2023 Abai has two councils (one without headcount) and three events, Akmola one council and an
open section of events, everybody else nothing; one number was reported as such.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import transaction

from registry.models import (
    BodyKind,
    Event,
    Headcount,
    Kind,
    Level,
    Participation,
    Region,
    Reporters,
    ReportingYear,
    SectionState,
    Structure,
    Submission,
    Topic,
)
from registry.sections import SECTIONS
from reports.models import PressTemplate, ReportedValue
from reports.publishing import build_candidate, publish
from reports.summary import full_summary

ABAI, AKMOLA = "KZ-10", "KZ-11"


@contextmanager
def published_registry():
    """Publish the small registry, and take it all back at the end: releases can't be deleted."""
    with transaction.atomic():
        Region.objects.filter(code=AKMOLA).update(short_kk="=1+1", name_kk="@Ақмола")
        fill()
        SectionState.objects.filter(
            section="events", submission__region=AKMOLA, submission__year=2023
        ).update(state=SectionState.State.OPEN)
        publish(build_candidate(2022))
        yield publish(build_candidate(2023))
        transaction.set_rollback(True)


def fill():
    """The records, and the accepted returns of two years."""
    _record()  # first: what is found after a year is locked counts later
    for year in (2022, 2023):
        _accept(year)
    PressTemplate.objects.all().delete()  # it needs figures that nobody reports here


@contextmanager
def published_summary():
    """The full Summary of 2023."""
    with published_registry() as release:
        yield full_summary(release)


def _accept(year):
    ReportingYear.objects.create(
        year=year, opens_on=date(year + 1, 1, 1), due_on=date(year + 1, 1, 20)
    )
    submissions = Submission.objects.bulk_create(
        Submission(
            region=unit,
            year_id=year,
            state=Submission.State.ACCEPTED,
            accepted_at=datetime(year + 1, 2, 1, tzinfo=UTC),
        )
        for unit in Reporters().units_of(year)
    )
    SectionState.objects.bulk_create(
        SectionState(submission=s, section=section.key, state=SectionState.State.DONE)
        for s in submissions
        for section in SECTIONS
        if section.units([s.region_id])
    )


def _record():
    first = _council(ABAI, date(2021, 5, 1))
    _council(ABAI, date(2023, 5, 1))
    _council(AKMOLA, date(2022, 5, 1))
    Headcount.objects.create(structure=first, year=2022, members=9)
    Headcount.objects.create(structure=first, year=2023, members=7)
    for day in (date(2022, 3, 1), date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 3)):
        _event(ABAI, day)
    _event(AKMOLA, date(2023, 4, 1))
    ReportedValue.objects.create(indicator="parliament.senators", year=2023, value=5)


def _council(region, opened_on):
    return Structure.objects.create(
        kind=Kind.ELDERS,
        level=Level.DISTRICT,
        region_id=region,
        name=f"Council {region} {opened_on}",
        opened_on=opened_on,
    )


def _event(region, day):
    event = Event.objects.create(
        region_id=region,
        held_in_id=region,
        title=f"Meeting of {day}",
        held_on=day,
        place="House",
        topic=Topic.values[0],
        attendance=500,
    )
    Participation.objects.create(
        event=event, kind=BodyKind.ELDERS, role=Participation.Role.ORGANISED
    )
