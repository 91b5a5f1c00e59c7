"""The coordinator of Astana, on a day of 2026 when that year is open."""

import pytest

from tests import build, cast
from tests.registry.sheets.files import TODAY


@pytest.fixture
def bolat(db):
    build.reporting_year(2026)
    return cast.bolat()


@pytest.fixture
def today(monkeypatch):
    """The day on which the portal believes to be."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
