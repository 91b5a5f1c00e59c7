"""Seeded nonsense in the sheet of earlier years: told in words, and never half written."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registry.models import ImportBatch
from reports.models import ReportedValue
from tests import build
from tests.registry.sheets import mutations
from tests.reports.earlier.test_sheet import ROW, START, file

pytestmark = pytest.mark.django_db
ROWS = [ROW | {"year": 2010 + n, "value": 10 * n} for n in range(8)]


@pytest.mark.parametrize(
    "seeds",
    [range(10), pytest.param(range(100, 1_000), marks=pytest.mark.soak)],
    ids=["short", "long"],
)
def test_no_page_breaks_and_the_receipt_says_what_was_written(client, seeds):
    client.force_login(build.person("editor", "editors", is_staff=True))
    for seed in seeds:
        data = mutations.workbook(file(*ROWS), random.Random(seed))
        before = ReportedValue.objects.count()
        answer = client.post(START, {"file": SimpleUploadedFile("a.xlsx", data)})
        address = answer.headers["Location"]
        page = client.get(address)
        assert page.status_code == client.get(address + "marked.xlsx").status_code == 200
        token = page.context["picture"].token
        answer = client.post(address, {"token": token, "what": "good"}, follow=True)
        assert answer.status_code == 200, f"seed {seed}"
        batch = answer.context.get("batch")
        added = batch.added if batch else 0
        assert ReportedValue.objects.count() == before + added, f"seed {seed}"
    assert ImportBatch.objects.exists()
