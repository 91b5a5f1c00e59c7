"""Who did what: every kept act, narrowed to what a person may see, paged by its place in time."""

import re
from collections import Counter
from html import unescape

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from django.utils import translation

from registry import audit, newest, returns, trail
from registry.models import Event, Headcount, House, ImportBatch, Structure, User
from tests import build, cast
from tests.registry.acts import UNIT, in_review

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 40
OTHER = "KZ-71"
FIRST = "0001-01-01T00:00:00+05:00/0/1"


@pytest.fixture(autouse=True)
def in_english():
    """What is done here is kept in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def marat(db):
    return cast.marat()


def sit(client, user):
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def page(client, **asked):
    answer = client.get(reverse("admin:desk_trail"), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def rows(text):
    """The lines of the table, without their marks."""
    body = text.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in text else ""
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in body.split("<tr>")[1:]]


def test_a_change_tells_who_when_old_and_new(client, marat):
    house = build.house(UNIT, name="Дом дружбы")
    house.name, house._history_user = "Достық үйі", marat
    house.save()

    (changed, added) = rows(page(sit(client, marat)))

    assert "marat" in changed and "Changed" in changed and "Дом дружбы → Достық үйі" in changed
    assert "Added" in added and "Abai" in added


def test_acts_on_returns_imports_and_accounts_are_there(client, marat):
    aigul = cast.aigul()
    returns.accept(in_review(aigul, marat), marat)
    batch = {"region_id": UNIT, "year_id": 2024, "user": aigul, "section": "events"}
    ImportBatch.objects.create(added=748, file_name="a.xlsx", sha256="0" * 64, **batch)
    kind = ContentType.objects.get_for_model(User)
    about = {"content_type": kind, "object_id": aigul.pk, "object_repr": "aigul"}
    LogEntry.objects.create(user=marat, action_flag=CHANGE, change_message="Unlocked", **about)

    told = rows(page(sit(client, marat)))
    assert "a.xlsx" in told[0] and "added 748" in told[0] and "Abai" in told[1]
    assert "Accepted" in told[1] and "In review" in told[2] and "Submitted" in told[3]
    assert not any("Unlocked" in row for row in told)

    marat.language = "kk"  # the reader's, whoever acted
    marat.save()
    told = rows(page(client))
    assert "Қабылданды" in told[1] and "Жіберілді: " in told[3]

    manager = build.person("manager", "managers", is_staff=True)
    assert ["Unlocked" in row for row in rows(page(sit(client, manager)))] == [True]


def test_the_history_of_a_return_tells_the_acts_in_the_language_of_its_reader(client, marat):
    submission = in_review(cast.aigul(), marat)
    returns.give_back(submission, marat, "100 % is wrong", ["events"])
    page = reverse("admin:registry_submission_history", args=[submission.pk])

    for language, words in (("en", "Returned: 100 %"), ("ru", "Возвращено: 100 %")):
        User.objects.filter(pk=marat.pk).update(language=language)
        client.force_login(marat)
        assert words in client.get(page).content.decode()


def test_year_unit_and_person_narrow_it(client, marat):
    aigul = cast.aigul()
    submission = in_review(aigul, marat)
    build.event(UNIT, "2024-05-17", title="This year")
    build.event(UNIT, "2023-05-17", title="Last year")
    build.event("KZ-71", "2024-05-17", title="Elsewhere")
    browser = sit(client, marat)

    text = page(browser, year=2024, unit=UNIT)

    assert "This year" in text and "Last year" not in text and "Elsewhere" not in text
    assert f"{submission}" in text
    assert len(rows(page(browser, who=aigul.pk))) == 1


def test_a_coordinator_sees_the_own_unit_only(client, marat):
    aigul = cast.aigul()
    in_review(aigul, marat)
    build.event("KZ-71", "2024-05-17", title="Elsewhere")
    build.event(UNIT, "2024-05-17", title="Here")
    browser = sit(client, aigul)

    for asked in ({}, {"unit": "KZ-71"}, {"year": 2024}):
        text = page(browser, **asked)
        assert "Here" in text and "Elsewhere" not in text and "Submitted" in text


def test_what_a_record_was_in_another_unit_stays_there(client):
    house = build.house("KZ-71", name="Elsewhere")
    house.name, house.region_id = "Here", UNIT
    house.save()

    (changed,) = rows(page(sit(client, cast.aigul())))

    assert "Here" in changed and "Elsewhere" not in changed


@pytest.fixture
def moved(db):
    """A council that went from one unit to another, with a number and an event from before."""
    council, event = build.council(OTHER, name="Old name"), build.event(OTHER, "2024-05-17")
    number = build.headcount(council, 2024, 1111)
    build.participation(event, "youth")
    for whole in (council, event):
        whole.region_id = UNIT
    council.name = "New name"
    council.save()
    event.save()
    number.members = 2222
    number.save()
    build.participation(event, "mothers", "organised")
    return number


def test_parts_from_before_a_move_are_told_to_the_unit_of_that_time(client, moved):
    aigul, old = cast.aigul(), build.person("old", "coordinators", [OTHER], is_staff=True)
    for user, seen, unseen in (
        (aigul, ["Headcount: New name", "Mothers"], ["1111", "Old name", "outh"]),
        (old, ["Headcount: Old name", "youth branch"], ["2222", "New name", "Mothers"]),
    ):
        for asked in ({}, {"year": 2024}, {"unit": UNIT}, {"unit": OTHER}, {"who": user.pk}):
            text = page(sit(client, user), **asked)
            told = " ".join(rows(text))
            assert not [word for word in unseen if word in told], (user, asked)
            if "unit" not in asked and "who" not in asked:
                assert all(word in told for word in seen), (user, asked)


def test_what_changed_since_is_told_to_the_unit_of_its_time(moved, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = trail.since(dict.fromkeys(["elders", "events"], build.NOON), 2024)

    units = Counter((section, unit) for section, unit, _moment in found)
    assert units == {(key, unit): 2 for key in ("elders", "events") for unit in (OTHER, UNIT)}


def test_a_part_of_a_whole_that_left_nothing_behind_has_none(marat, moved):
    council, _gone = moved.structure, moved.delete()
    council.history.all().delete()
    Structure.objects.filter(pk=council.pk)._raw_delete("default")

    row = audit.page(audit.Asked(marat))[0][0].row
    assert (row.history_type, row.structure, row.structure_id) == ("-", None, council.pk)


@pytest.mark.parametrize("near", [newest.NEAR, 1])
def test_headquarters_sees_a_part_in_the_unit_of_its_time(client, marat, moved, monkeypatch, near):
    """Whether its version is met on the way back in time, or found by its whole."""
    monkeypatch.setattr(newest, "NEAR", near)
    there, here = (rows(page(sit(client, marat), unit=unit)) for unit in (OTHER, UNIT))

    (before,) = [row for row in there if "Headcount" in row]
    (after,) = [row for row in here if "Headcount" in row]
    assert "Added" in before and "1111 → 2222" in after and "New name" in after


def test_parts_of_a_unit_that_has_few_are_found_by_their_wholes(moved, marat):
    """However long the table of the versions is: it is not walked along."""
    few = audit._versions(Headcount, audit.Asked(marat, unit=UNIT)).few
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # of a table of three rows
    plan = newest._by_the_whole(few)[:51].explain()

    table = Headcount.history.model._meta.db_table
    (how,) = re.findall(rf"(?:SEARCH|SCAN|Scan using \w+ on|Scan on) {table}\b.*", plan)
    (by,) = re.findall(rf"{table}_structure_id_\w+", plan)
    assert "SCAN" not in how and by


def test_the_parts_of_a_page_follow_each_other_either_way(moved, marat, monkeypatch):
    for n in range(8):
        moved.members = n
        moved.save()
    asked = audit.Asked(marat, unit=UNIT)
    monkeypatch.setattr(audit, "PER_PAGE", 4)

    def told():
        found, place = audit.page(asked)
        while place:
            more, place = audit.page(asked, place)
            found += more
        return [act.place for act in found]

    walked = told()
    monkeypatch.setattr(newest, "NEAR", 2)
    assert told() == walked and len(walked) > 8


def test_a_list_that_was_taken_away_stays_in_the_unit_of_that_day(client):
    aigul, old = cast.aigul(), build.person("old", "coordinators", [OTHER], is_staff=True)
    sit(client, old).post(reverse("admin:registry_event_export"), {"form": "csv"})
    old.units.set([UNIT])

    assert "Export" not in page(sit(client, aigul)) and "Export" not in page(sit(client, old))
    aigul.units.set([OTHER])
    (taken,) = rows(page(sit(client, aigul)))
    assert "Export" in taken


def test_a_part_of_what_is_gone_stays_in_its_unit(client, moved):
    moved.structure.delete()

    told = rows(page(sit(client, cast.aigul())))

    (gone,) = [row for row in told if "Deleted" in row and "Headcount" in row]
    assert "New name" in gone


@pytest.mark.parametrize("who", [cast.saule, lambda: build.person("idle", is_staff=True)])
def test_officials_and_strangers_do_not_see_it(client, who):
    client.force_login(who())

    assert client.get(reverse("admin:desk_trail")).status_code == 403


def test_every_act_is_on_one_page_and_only_one_also_of_one_moment(marat):
    for _n in range(60):
        build.event(UNIT, "2024-05-17")
        build.house(UNIT)
    same = Event.history.model.objects.first().history_date
    Event.history.model.objects.update(history_date=same)
    House.history.model.objects.update(history_date=same)
    asked, seen = audit.Asked(marat), []
    acts, place = audit.page(asked)
    while place:
        seen += [(type(act.row), act.place.key) for act in acts]
        acts, place = audit.page(asked, place)
    seen += [(type(act.row), act.place.key) for act in acts]

    assert len(acts) == 20 and len(seen) == len(set(seen)) == 120


def test_a_place_is_read_back_and_nonsense_begins_anew(client, marat):
    place = audit.Place.read("2024-05-17T12:00:00+00:00/3/17")
    assert audit.Place.read(str(place)) == place
    for odd in ("", "x", "2024/1/1", "2024-05-17T12:00:00/1/1", f"{place}9" * 9, "9" * 40, FIRST):
        assert audit.Place.read(odd) is None
        page(sit(client, marat), before=odd)


def test_more_rows_ask_no_more(client, marat, monkeypatch, django_assert_max_num_queries):
    for n in range(60):
        event = build.event(UNIT, "2024-05-17")
        event.attendance = n
        event.save()
        council = build.council(UNIT)
        build.headcount(council, 2024, n)
    browser = sit(client, marat)
    monkeypatch.setattr(newest, "NEAR", 5)

    for asked in ({}, {"unit": UNIT}):
        with django_assert_max_num_queries(PAGE_QUERIES):
            page(browser, **asked)


def test_nothing_on_it_can_be_edited(client, marat):
    text = page(sit(client, marat))

    assert 'method="post"' not in text.split('id="content"')[1].split("</main>")[0]
