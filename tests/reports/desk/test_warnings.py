"""Warnings in My region: only those that want a reason yet are counted."""

import pytest
from django.urls import reverse

from reports.desk.picture import Picture
from tests import build
from tests.reports.desk.test_sending import UNIT, YEAR, explain, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_what_is_explained_is_no_longer_counted_in_my_region(client):
    def counted():
        return {line.key: line.odd for line in Picture(UNIT, YEAR).lines if line.odd}

    client.force_login(person("coordinator-kz-10"))
    assert counted()
    explain(client)
    assert counted() == {}
    assert "#warnings" not in client.get(reverse("admin:desk_my_region")).content.decode()
    build.event(UNIT, f"{YEAR}-05-17", attendance=100_000)
    assert set(counted()) == {"events"}
