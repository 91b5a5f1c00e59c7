"""A published release counted again: which figures differ now, and which records moved them."""

from dataclasses import dataclass, field

from registry.models import SectionState
from reports.catalogue import BY_CODE
from reports.models import Figure, ReportedValue
from reports.tracing import changes_since
from reports.withdrawing import figures_of


@dataclass(frozen=True)
class Mismatch:
    """A figure that is not what was published; None where one of the two has no such figure.

    `changes` (reports.tracing.Changes, or None) are the records that moved it, `reasons` (list of
    str) what else did.
    """

    indicator: str
    region: str | None
    published: Figure | None
    now: Figure | None
    changes: object = None
    reasons: list = field(default_factory=list)


def verify(release, step=lambda done, total: None):
    """The Mismatches (list) of a published release; `step(done, total)` is called as it goes on."""
    published = {_key(f): f for f in release.figures.all()}
    now = {_key(f): f for f in figures_of(release.year)}
    differing = [k for k in published | now if _seen(published.get(k)) != _seen(now.get(k))]
    codes = list(dict.fromkeys(code for code, _region in published))
    found = []
    for done, code in enumerate(codes, 1):
        regions = [region for other, region in differing if other == code]
        for region in regions:
            pair = published.get((code, region)), now.get((code, region))
            found.append(_explained(release, code, region, regions, *pair))
        step(done, len(codes))
    return found


def _key(figure):
    return figure.indicator, figure.region_id


def _seen(figure):
    return figure and (figure.status, figure.value)


def _explained(release, code, region, regions, published, now):
    """The country is explained by its units where they differ."""
    mismatch = Mismatch(code, region, published, now)
    if region is None and len(regions) > 1:
        return mismatch
    units = [region] if region else [f.region_id for f in _parts(release, code)]
    indicator = BY_CODE.get(code)
    mismatch.reasons.extend(_other_reasons(release, indicator, region, published, now))
    if indicator is None or indicator.source is None:
        return mismatch
    changes = changes_since(indicator, release.year, units, release.built_at)
    return Mismatch(code, region, published, now, changes, mismatch.reasons)


def _parts(release, code):
    return release.figures.filter(indicator=code, region__isnull=False)


def _other_reasons(release, indicator, region, published, now):
    """What moved a figure beside its records: acceptance, numbers reported as such, withdrawal."""
    if now is not None and now.status == Figure.Status.WITHDRAWN:
        yield "withdrawn"
    if indicator is None:
        yield "no longer in the catalogue"
        return
    told = ReportedValue.history.filter(
        indicator=indicator.code,
        region=region,
        year=release.year,
        history_date__gt=release.built_at,
    )
    for entry in told.order_by("history_date"):
        yield _of_reported(entry)
    counted = published and published.origin == Figure.Origin.COUNTED
    if counted and region and (now is None or now.origin != Figure.Origin.COUNTED):
        yield _state_of(indicator.section, region, release.year)


def _of_reported(entry):
    """A version of a reported value: from what to what, who, and why."""
    before = entry.prev_record if entry.history_type == "~" else None
    value = f"{before.value} -> {entry.value}" if before else str(entry.value)
    who = f" by {entry.history_user}" if entry.history_user else ""
    why = f": {entry.history_change_reason}" if entry.history_change_reason else ""
    return f"reported value {value} ({entry.get_history_type_display()}){who}{why}"


def _state_of(section, unit, year):
    state = SectionState.objects.of(unit, year).filter(section=section).first()
    if state is None:
        return f"the return has no section {section} any more"
    if getattr(state, "omission", None):
        return f"section {section} is left out"
    return f"section {section} is not accepted now: {state.submission.state}, {state.state}"
