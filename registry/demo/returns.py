"""The yearly returns: accepted for the reported years, open for the last one."""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.utils import timezone

from registry import returns, sections
from registry.demo import targets
from registry.models import REPUBLIC, Reporters, ReportingYear, SectionState, Submission
from registry.models.base import Flow, Owned

NOTHING = "Есепті жылы бұл бөлім бойынша жазба болған жоқ."
NOT_HERE = "Республикалық деңгейде мұндай құрылым жоқ."


def load_returns(book):
    """The years with a return for each unit, those of reported years accepted."""
    rng = book.rng("returns")
    ReportingYear.objects.bulk_create(_year(year) for year in targets.YEARS)
    filled = _filled(book.reporters)
    for year in targets.YEARS:
        returns.open_year(year)
    for year in targets.REPORTED:
        units = book.reporters.units_of(year)
        accept(rng, units, year)
        _finish([unit.code for unit in units], year, filled)


def _year(year):
    return ReportingYear(
        year=year,
        opens_on=date(year, 1, 5),
        due_on=date(year + 1, 1, 20),
        release_on=date(year + 1, 2, 15),
    )


def accept(rng, units, year):
    """Accept the returns of some units (Regions) for a year (int), some days after they came."""
    sent = {unit.code: _sent_at(rng, year) for unit in units}
    submissions = list(Submission.objects.filter(year=year, region__in=units))
    for returned in submissions:
        returned.state = Submission.State.ACCEPTED
        returned.submitted_at, returned.accepted_at = sent[returned.region_id]
    Submission.objects.bulk_update(submissions, ["state", "submitted_at", "accepted_at"])


def finish_sections(units, year):
    """Finish the sections of some units (codes) for a year (int): done, or nil where nothing is."""
    _finish(units, year, _filled(Reporters()))


def _finish(units, year, filled):
    mine = SectionState.objects.filter(submission__year=year, submission__region__in=units)
    states = list(mine.select_related("submission"))
    for state in states:
        _fill(state, filled)
    SectionState.objects.bulk_update(states, ["state", "reason"])


def _sent_at(rng, year):
    """When a return was sent and accepted."""
    sent = datetime(year + 1, 1, rng.randint(8, 20), rng.randint(9, 17), rng.randint(0, 59))
    sent = timezone.make_aware(sent)
    return sent, sent + timedelta(days=rng.randint(2, 16), minutes=rng.randint(10, 200))


def _fill(state, filled):
    returned = state.submission
    if (state.section, returned.region_id, returned.year_id) in filled:
        state.state = SectionState.State.DONE
    else:
        state.state = SectionState.State.NIL
        state.reason = NOT_HERE if returned.region_id == REPUBLIC else NOTHING


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
