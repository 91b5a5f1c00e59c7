"""The acts of a yearly return, as the tests perform them."""

import pytest

from registry import returns
from registry.locks import Locked
from registry.models import Submission
from tests import build

UNIT = "KZ-10"


def open_return(year=2024, unit=UNIT, **fields):
    build.reporting_year(year, **fields)
    returns.open_year(year)
    return Submission.objects.get(region=unit, year=year)


def section(submission, key):
    return submission.sections.get(section=key)


def finished(submission):
    """The same return with every section nil."""
    submission.sections.update(state="nil", reason="Nothing happened.")
    return submission


def sent(by, **fields):
    submission = finished(open_return(**fields))
    return returns.submit(submission, by, lambda held: {"unit": held.region_id})


def in_review(aigul, marat):
    submission = sent(aigul).submission
    returns.take(submission, marat)
    return submission


def refused(act, *args):
    """Whether an act is refused in one sentence."""
    with pytest.raises((returns.Refused, Locked)) as error:
        act(*args)
    return len(error.value.messages) == 1
