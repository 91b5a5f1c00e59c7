"""Computed figures less those that headquarters withdrew: what a release may freeze."""

from reports.catalogue import BY_CODE
from reports.compute import compute
from reports.models import Figure, Withdrawal

Status = Figure.Status
BLANK = {"value": None, "status": Status.WITHDRAWN, "origin": "", "known": None}


def figures_of(year):
    """The figures (list, unsaved) of a year (int) as its next release has them."""
    return withdraw(compute(year), Withdrawal.objects.in_force(year))


def withdraw(figures, withdrawn):
    """Blank the figures whose (indicator, region code) is in `withdrawn`; gives all of them.

    The country's sum leaves a withdrawn unit out; where units do not add up, or none is left,
    the country's figure is withdrawn with it.
    """
    country = {f.indicator: f for f in figures if f.region_id is None}
    for figure in figures:
        if (figure.indicator, figure.region_id) in withdrawn and figure.value is not None:
            if figure.region_id is not None:
                _take_out(figure, country[figure.indicator])
            _blank(figure)
    return figures


def _take_out(part, whole):
    """Take a unit's number out of the country's sum."""
    if whole.value is None or whole.origin == Figure.Origin.REPORTED:
        return  # the country has a number of its own, or none
    if not BY_CODE[part.indicator].is_additive or whole.reported == part.reported:
        _blank(whole)
        return
    whole.value -= part.value
    whole.reported -= part.reported
    if whole.known is not None:
        whole.known -= part.known or 0


def _blank(figure):
    for name, value in BLANK.items():
        setattr(figure, name, value)
    figure.reported = 0
