"""A published earlier year says on its page and in its files which figures are reported."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports import workbook
from reports.models import PressTemplate, ReportedValue
from reports.publishing import build_candidate, publish
from reports.summary import country_summary
from tests import build

pytestmark = pytest.mark.django_db
NONE_COUNTED = "All figures here were reported as numbers"
SOME_COUNTED = "Reported as numbers, not or not only counted from records"


@pytest.fixture(autouse=True)
def two_values(db):
    PressTemplate.objects.all().delete()  # it asks for figures that this year has not
    build.reporting_year(2019)
    for code, value in (("elders.councils", 1119), ("elders.events", 5870)):
        made = {"indicator": code, "year": 2019, "value": value, "source": "ҚХА"}
        ReportedValue.objects.create(**made)


def text(client):
    return " ".join(client.get("/en/2019/").content.decode().split())


def cells(release):
    """Every text of the Russian workbook."""
    book = load_workbook(BytesIO(workbook.build(country_summary(release), "ru")))
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}


def test_a_year_of_reported_values_alone(client):
    release = publish(build_candidate(2019))

    assert NONE_COUNTED in text(client)
    assert {"все показатели", "представлено готовым числом"} <= cells(release)
    rows = client.get("/data/2019/r1/summary.json").json()["figures"]
    told = {row["indicator"]: row["origin"] for row in rows if row["value"] is not None}
    assert told == {"elders.councils": "reported", "elders.events": "reported"}


def test_a_year_that_is_partly_counted_names_the_others(client):
    build.accept("KZ-71", 2019, ["mothers"])
    build.structure("mothers")

    publish(build_candidate(2019))

    page = text(client)
    assert SOME_COUNTED in page and NONE_COUNTED not in page
    named = page.split(SOME_COUNTED)[1].split("</p>")[0]
    assert "Councils of Elders" in named and "Councils of Mothers" not in named
