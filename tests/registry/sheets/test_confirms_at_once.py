"""A confirm that is clicked twice, sent again, raced by another person or by a form: what the page
says and what the records hold are the same."""

import random
from functools import partial

import pytest
from django.test import Client

from registry.models import Event, ImportBatch, ImportedRow, Participation, Upload
from tests import build
from tests.registry.doors import address, sit
from tests.registry.rows import posted
from tests.registry.sheets.files import EVENT, file
from tests.registry.sheets.test_at_once import at_once
from tests.registry.sheets.test_importing import PLAIN, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("today")]
UNIT = "KZ-71"
PAGE = "/admin/import/KZ-71/2026/events/{}/"


class Person:
    """Somebody at a browser who has a checked file before them."""

    def __init__(self, user, data):
        self.user, self.browser = user, sit(Client(), user)
        self.upload, token = sent(user, "events", data)
        doubts = list(self.browser.get(PAGE.format(self.upload.pk)).context["picture"].doubts)
        keys = " ".join(group.keys for group in doubts)
        reasons = {f"reason-{group.code}": "Солай" for group in doubts}
        self.sending = {"token": token, "what": "whole", "offered": keys, "tick": keys} | reasons

    def confirm(self):
        """What a click on “confirm” shows in the end: a receipt (ImportBatch), or None."""
        clicker = Client()
        clicker.cookies = self.browser.cookies
        answer = clicker.post(PAGE.format(self.upload.pk), self.sending, follow=True)
        assert answer.status_code == 200
        return answer.context.get("batch")


def workbook(turn, old):
    """Three new events, and another number for one that is there."""
    new = [EVENT | {"title": f"Іс-шара {turn}-{n}", "role_elders": "қатысушы"} for n in range(3)]
    return file("events", *new, EVENT | {"number": old.pk, "attendance": 100 + turn % 50})


def saved(browser, event, turn):
    """What saves another number in the form of an event that is open now."""
    page = address(Event, "change", event.pk)
    data = posted(browser.get(page)) | {"attendance": str(160 + turn % 50)}
    return partial(browser.post, page, data)


def held():
    return [model.objects.count() for model in (Event, Participation, ImportBatch, ImportedRow)]


def agree(before, batches, turn):
    """The receipts that were shown tell what was written since, and nothing else was."""
    shown = {batch.pk: batch for batch in batches if batch}.values()
    added = sum(batch.added for batch in shown)
    rows = sum(batch.added + batch.updated for batch in shown)
    grown = [now - then for now, then in zip(held(), before, strict=True)]
    assert grown == [added, added, len(shown), rows], f"turn {turn}"


@pytest.mark.parametrize(
    "turns", [4, pytest.param(200, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_the_receipt_and_the_records_agree(bolat, turns):
    other = build.person("other", "coordinators", [UNIT], is_staff=True)
    old = build.event(UNIT, "2026-10-24", **PLAIN)
    rng = random.Random(6)
    for turn in range(turns):
        data, before = workbook(turn, old), held()
        mine, theirs = Person(bolat, data), Person(other, data)
        clicks = [mine.confirm] * rng.randint(1, 3) + [theirs.confirm] * rng.randint(0, 2)
        form = [saved(theirs.browser, old, turn)] if rng.random() < 0.3 else []
        found = at_once(*clicks, *form)[: len(clicks)]
        found += [rng.choice((mine, theirs)).confirm()]  # sent again, when all is over

        agree(before, found, turn)
        assert any(found) or form, f"turn {turn}: nobody's file was taken"
        Upload.objects.all().delete()
