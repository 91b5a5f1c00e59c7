"""Seeded nonsense: whatever a file holds, it is taken whole or refused with a sentence, soon."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from registry.models import Event, ImportBatch, ImportedRow, Participation
from registry.sheets import marked
from tests import build
from tests.registry.sheets import nonsense
from tests.registry.sheets.files import checked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
START = "/admin/import/KZ-71/2026/{}/"
SOON = 5  # seconds
long = pytest.mark.soak


@pytest.mark.parametrize(
    "seeds", [range(40), pytest.param(range(100, 5_000), marks=long)], ids=["short", "long"]
)
def test_every_file_is_answered_in_words(bolat, seeds):
    build.event("KZ-71", "2026-10-24")
    for seed in seeds:
        section, name, data = nonsense.one(seed)
        start = time.process_time()
        result = checked(bolat, section, data, name=name)
        assert result.errors or result.good, f"seed {seed}: neither a mistake nor a row"
        for language in ("kk", "ru", "en"):
            with override(language):
                assert all(str(message) for message in result.messages)
        upload = type("Sent", (), {"data": data, "file_name": name})
        assert marked.marked(upload, result) and marked.rest(result)
        assert time.process_time() - start < SOON, f"seed {seed} takes long"
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    "seeds", [range(12), pytest.param(range(100, 1_000), marks=long)], ids=["short", "long"]
)
def test_no_page_breaks_and_the_receipt_says_what_was_written(client, bolat, seeds):
    client.force_login(bolat)
    for seed in seeds:
        section, name, data = nonsense.one(seed + 1_000_000)
        before = written()
        answer = client.post(START.format(section), {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code in (302, 400), f"seed {seed}"
        if answer.status_code == 302:
            _walk(client, answer.headers["Location"], before, seed)


def _walk(client, address, before, seed):
    """The check, the marked file, the confirm of the good rows, and the receipt."""
    page = client.get(address)
    assert page.status_code == client.get(address + "marked.xlsx").status_code == 200
    assert written() == before, f"seed {seed}: a check wrote something"
    keys = " ".join(group.keys for group in page.context["picture"].doubts)
    reasons = {f"reason-W0{n}": "Солай" for n in range(1, 7)}
    sent = {"token": page.context["picture"].token, "what": "good", "offered": keys, "tick": keys}
    answer = client.post(address, sent | reasons, follow=True)
    assert answer.status_code == 200, f"seed {seed}"
    if "batch" in answer.context:
        _agree(answer.context["batch"], before, seed)
    else:
        assert written() == before, f"seed {seed}: refused, and something was written"


def written():
    return [model.objects.count() for model in (Event, Participation, ImportBatch, ImportedRow)]


def _agree(batch, before, seed):
    assert batch.rows.count() == batch.added + batch.updated, f"seed {seed}"
    if batch.section == "events":
        assert Event.objects.count() == before[0] + batch.added, f"seed {seed}"
