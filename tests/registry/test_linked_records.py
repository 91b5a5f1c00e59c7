"""Records of two units that are linked, and records that moved from one to the other."""

import pytest

from registry import models as m
from tests.registry import rows
from tests.registry.doors import MARK, A, B, address, refused

pytestmark = pytest.mark.django_db


def test_no_history_of_a_deleted_foreign_record(ana, foreign):
    row = foreign[m.House]
    page = address(m.House, "history", row.pk)
    row.delete()

    assert refused(ana.get(page))


def test_a_record_that_moved_leaves_its_past_there(ana, foreign):
    row = foreign[m.House]
    row.region_id, row.name = A, "Өз үйіміз"
    row.save()

    page = ana.get(address(m.House, "history", row.pk))

    assert page.status_code == 200 and MARK not in page.content.decode()


def test_what_headquarters_linked_stays_linked(ana, own, foreign):
    event = own[m.Event]
    m.Event.objects.filter(pk=event.pk).update(programme=foreign[m.Programme], held_in=B)
    page = address(m.Event, "change", event.pk)

    assert ana.post(page, rows.posted(ana.get(page))).status_code == 302
    event.refresh_from_db()
    assert (event.programme, event.held_in_id) == (foreign[m.Programme], B)


def test_deleting_counts_what_hangs_on_a_record_elsewhere(ana, own):
    m.Association.objects.filter(region=B).update(house=own[m.House])

    text = ana.get(address(m.House, "delete", own[m.House].pk)).content.decode()

    assert "1 record of another unit" in text


def test_it_links_own_records(ana, own):
    page = address(m.Association, "change", own[m.Association].pk)

    ana.post(page, rows.posted(ana.get(page)) | {"house": own[m.House].pk})

    assert m.Association.objects.get(region=A).house == own[m.House]
