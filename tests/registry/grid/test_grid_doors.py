"""Who may type into the yearly grid, and what becomes of two people who do at once."""

import json
import re
from html import unescape

import pytest

from registry.admin.grid import saving
from registry.models import Headcount, MaterialCount, User
from tests import build, cast
from tests.registry.acts import open_return
from tests.registry.doors import LOCKED, sit
from tests.registry.grid.pages import (
    UNIT,
    YEAR,
    address,
    members,
    number_of,
    open_page,
    send,
    typed,
)

pytestmark = pytest.mark.django_db


class TestTwoPeople:
    def test_the_second_is_told_and_nothing_is_overwritten_in_silence(self, aigul, councils):
        page, name = open_page(aigul), number_of(councils[0])
        send(aigul, page, **{name: "9"})

        text = send(aigul, page, **{name: "12", number_of(councils[1]): "8"})

        assert members(councils[0]) == (9, "") and members(councils[1]) == (8, "")
        assert "aigul changed this after you opened the page" in text and "now 9." in text
        assert 'value="12"' in text
        send(aigul, text, **{name: "12"})
        assert members(councils[0]) == (12, "")

    def test_what_only_another_person_changed_stays(self, aigul, councils):
        page = open_page(aigul)
        build.headcount(councils[0], YEAR, 9)

        send(aigul, page, **{number_of(councils[1]): "8"})

        assert members(councils[0]) == (9, "") and members(councils[1]) == (8, "")

    def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(self, aigul, councils):
        build.headcount(councils[0], YEAR, 9)
        for seen in ("", "[]", "null", '{"x": 1}', json.dumps({number_of(councils[0]): 9})):
            aigul.post(address(), {"seen": seen, number_of(councils[0]): "12"})

        assert members(councils[0]) == (9, "")


class TestDoors:
    def test_a_sent_section_says_why_and_keeps_what_was_typed(self, aigul, councils, submission):
        page = open_page(aigul)
        submission.state = "submitted"
        submission.save()

        answer = aigul.post(address(), typed(page, **{number_of(councils[0]): "9"}))

        text = unescape(answer.content.decode())
        assert answer.status_code == 409 and LOCKED in text and 'value="9"' in text
        assert members(councils[0]) is None
        assert LOCKED in open_page(aigul) and "inputmode" not in open_page(aigul)

    def test_those_who_read_all_read_and_change_nothing(self, client, councils):
        for person in (cast.marat(), cast.saule()):
            sit(client, person)
            assert "Council A" in open_page(client) and "inputmode" not in open_page(client)
            assert client.post(address(), {number_of(councils[0]): "9"}).status_code == 403

    def test_another_unit_finds_nothing(self, client, councils):
        sit(client, cast.bolat())
        for page in (address(), address("elders", councils[0].pk)):
            assert client.get(page).status_code == client.post(page).status_code == 404

    def test_a_number_of_another_unit_or_section_is_no_row_of_the_table(self, aigul, councils):
        foreign, other = build.council("KZ-71"), build.structure("youth", UNIT)

        send(aigul, open_page(aigul), **{number_of(foreign): "9", number_of(other): "9"})

        assert not Headcount.objects.filter(year=YEAR).exists()
        assert aigul.get(address("elders", other.pk)).status_code == 404

    def test_the_past_of_a_number_is_one_link_away(self, aigul, councils):
        for number in ("9", "8"):
            send(aigul, open_page(aigul), **{number_of(councils[0]): number})
        link = re.search(r'<a href="(\d+/)" id="h-', open_page(aigul))[1]

        text = unescape(aigul.get(address() + link).content.decode())

        assert text.index('<td class="number">8') < text.index('<td class="number">9')
        assert "aigul" in text and "yearly grid" in text

    @pytest.mark.parametrize("key", ["elders", "clubs"])
    def test_whoever_may_do_all_is_held_by_the_lock_too(self, client, key):
        row = build.council(UNIT) if key == "elders" else build.club(UNIT)
        build.headcount(row, YEAR - 1, 10)
        build.accept(UNIT, YEAR)
        sit(client, User.objects.create_superuser("boss"))
        told = {number_of(row): "77", f"c{row.pk}-5": "77", "seen": ""}

        for data in (told, told | {"act": "keep", "confirm": "on"}):
            assert LOCKED in client.post(address(key), data, follow=True).content.decode()
        assert not Headcount.objects.filter(year=YEAR).exists()
        assert not MaterialCount.objects.exists()


def test_numbers_from_before_a_move_stay_with_the_old_unit(aigul, submission):
    council = build.council("KZ-71")
    number = build.headcount(council, YEAR, 111)
    council.region_id = UNIT
    council.save()
    number.members = 222
    number.save()

    told = aigul.get(address("elders", council.pk)).content.decode()

    cell = '<td class="number">'
    assert f"{cell}222" in told and f"{cell}111" not in told


def test_the_grid_takes_the_turn_of_every_region_that_the_unit_reported_for(db, monkeypatch):
    held = []
    monkeypatch.setattr(saving.locks, "take_turn", lambda *units: held.extend(units))
    state = open_return(2021, "KZ-63").sections.get(section="elders")

    saving.save(cast.root(), state, 1, {})

    assert set(held) == {"KZ-63", "KZ-10"}
