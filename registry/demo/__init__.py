"""A registry of invented records that adds up to the published year 2023."""

from django.apps import apps
from django.db import connection, transaction

from registry.demo import (
    associations,
    clubs,
    events,
    honours,
    houses,
    media,
    mediation,
    research,
    returns,
    structures,
    targets,
)
from registry.demo.book import Book
from registry.models import DemoMark, Kind, ReportingYear, User
from registry.models.base import Record


class NotEmpty(Exception):
    """Somebody has begun to work here: the demo leaves the database alone."""


@transaction.atomic
def load(seed, progress=None):
    """Fill an empty registry with the records of 2021 to 2024; the same seed, the same records.

    `progress(label, done, total)` is called before each step and after the last one.  Raises
    NotEmpty.  An interruption leaves nothing behind.
    """
    _refuse_unless_empty()
    DemoMark.objects.create(pk=1, seed=seed)
    book, steps = Book(seed), _steps()
    for done, (label, step, *arguments) in enumerate(steps):
        if progress:
            progress(label, done, len(steps))
        step(book, *arguments)
    _tell_the_planner()
    if progress:
        progress("", len(steps), len(steps))


def _refuse_unless_empty():
    for model in (DemoMark, User, ReportingYear, *_record_models()):
        if model.objects.exists():
            raise NotEmpty(model._meta.label)


def _tell_the_planner():
    """PostgreSQL knows nothing yet of rows that this transaction wrote, and guesses: counting the
    events of a year then takes a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _record_models():
    models = apps.get_app_config("registry").get_models()
    return [m for m in models if issubclass(m, Record) and not m._meta.proxy]


def _steps():
    """Label, loader and its arguments; later steps read what earlier ones kept."""
    return [
        ("houses", houses.load_houses),
        ("projects", houses.load_projects),
        ("associations", associations.load_associations),
        ("media", media.load_media),
        *((kind, structures.load_structures, kind) for kind in Kind.values),
        ("headcounts", structures.load_headcounts),
        ("materials", clubs.load_materials),
        ("mediators", mediation.load_mediators),
        ("agreements", mediation.load_agreements),
        ("trainings", mediation.load_trainings),
        ("research", research.load_research),
        ("awards", honours.load_awards),
        ("ambassadors", honours.load_ambassadors),
        ("memoranda", honours.load_memoranda),
        *((f"events {y}", events.load_events, place) for place, y in enumerate(targets.YEARS)),
        ("returns", returns.load_returns),
    ]
