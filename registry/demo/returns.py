"""The yearly returns: accepted for the reported years, open for the last one."""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.utils import timezone

from registry import sections
from registry.demo import targets
from registry.models import REPUBLIC, ReportingYear, SectionState, Submission
from registry.models.base import Flow, Owned

NOTHING = "Есепті жылы бұл бөлім бойынша жазба болған жоқ."
NOT_HERE = "Республикалық деңгейде мұндай құрылым жоқ."


def load_returns(book):
    """The years, a return for each unit of the year, and its sections."""
    rng = book.rng("returns")
    ReportingYear.objects.bulk_create(_year(year) for year in targets.YEARS)
    filled = _filled(book.reporters)
    returns = [
        _submission(rng, unit, year)
        for year in targets.YEARS
        for unit in book.reporters.units_of(year)
    ]
    Submission.objects.bulk_create(returns)
    states = [state for returned in returns for state in _sections(returned, filled)]
    SectionState.objects.bulk_create(states)


def _year(year):
    return ReportingYear(
        year=year,
        opens_on=date(year, 1, 5),
        due_on=date(year + 1, 1, 20),
        release_on=date(year + 1, 2, 15),
    )


def _submission(rng, unit, year):
    if year not in targets.REPORTED:
        return Submission(region_id=unit.code, year_id=year)
    sent = datetime(year + 1, 1, rng.randint(8, 20), rng.randint(9, 17), rng.randint(0, 59))
    sent = timezone.make_aware(sent)
    return Submission(
        region_id=unit.code,
        year_id=year,
        state=Submission.State.ACCEPTED,
        submitted_at=sent,
        accepted_at=sent + timedelta(days=rng.randint(2, 16), minutes=rng.randint(10, 200)),
    )


def _sections(returned, filled):
    for section in sections.SECTIONS:
        if section.units([returned.region_id]):
            yield _section(returned, section.key, filled)


def _section(returned, key, filled):
    state = SectionState(submission=returned, section=key)
    if returned.state != Submission.State.ACCEPTED:
        return state
    if (key, returned.region_id, returned.year_id) in filled:
        state.state = SectionState.State.DONE
    else:
        state.state = SectionState.State.NIL
        state.reason = NOT_HERE if returned.region_id == REPUBLIC else NOTHING
    return state


def _filled(reporters):
    """The (section, unit, year) in which there is something to report."""
    return {
        (section.key, reporters.unit(code, year), year)
        for section in sections.SECTIONS
        for part in section.parts
        for code, year in _code_years(part)
    }


def _code_years(part):
    """The (region code, year) in which the records of a part move figures."""
    model = apps.get_model(part.model)
    if not issubclass(model, Owned):
        return set()
    records = model.objects.filter(**{f"{name}__in": v for name, v in part.where.items()})
    if issubclass(model, Flow):
        return set(records.order_by().values_list("region", "year").distinct())
    return {(record.region_id, year) for record in records for year in _years(record)}


def _years(record):
    first, last = record.counted_years()
    return [y for y in targets.YEARS if first <= y and (last is None or y <= last)]
