"""Lists out: what is filtered, of the own units, as a file that can be read back in."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib import admin
from openpyxl import load_workbook

from registry.models import EldersCouncil, ListExport, Mediator
from registry.sheets import list_files
from tests import build, cast
from tests.registry.doors import address, sit
from tests.registry.sheets.files import checked

pytestmark = pytest.mark.django_db
EVENTS = "/admin/registry/event/export/"
DANGEROUS = ["=1+1", "==1+1", "+7 701", "-5", "@sum", "#N/A", "№ 1 & <b>"]


@pytest.fixture
def aigul(client):
    build.reporting_year(2023)
    return sit(client, cast.aigul())


def content(response):
    return b"".join(response.streaming_content)


def sheet_of(response):
    return load_workbook(BytesIO(content(response))).worksheets[0]


def rows_of(response):
    return list(sheet_of(response).iter_rows(min_row=2, values_only=True))


def test_a_coordinator_takes_away_the_own_records_and_no_others(aigul):
    own = build.event("KZ-10", title="Наурыз")
    build.event("KZ-71", title="Бөтен")

    page = aigul.get(EVENTS).content.decode()
    rows = rows_of(aigul.post(EVENTS, {"form": "xlsx"}))

    assert "The file will have 1 row." in page
    assert "No filter" not in page and "<dd>2023</dd>" in page  # the newest year, unasked
    assert [row[0] for row in rows] == [own.pk]
    assert b"\xd0\x91\xd3\xa9\xd1\x82\xd0\xb5\xd0\xbd" not in content(
        aigul.post(EVENTS, {"form": "csv"})
    )


def test_the_file_holds_what_the_list_is_filtered_by(aigul):
    build.reporting_year(2022)
    build.event("KZ-10", "2022-05-17", title="Бұрынғы")
    build.event("KZ-10", title="Наурыз")
    build.event("KZ-10", title="Достық")

    page = aigul.get(f"{EVENTS}?year=2023&q=наурыз").content.decode()
    rows = rows_of(aigul.post(f"{EVENTS}?year=2023&q=наурыз", {"form": "xlsx"}))

    assert "The file will have 1 row." in page
    assert "<dt>Year</dt><dd>2023</dd>" in page and "<dd>наурыз</dd>" in page
    assert [row[3] for row in rows] == ["Наурыз"]


def test_a_foreign_key_is_answered_like_one_that_is_nowhere(aigul):
    foreign = build.event("KZ-71", title="Бөтен")
    queries = ["?pk__exact={}", "?id__exact={}", "?export_items={}", "?region__code__exact=KZ-71"]

    for query in queries:
        answers = [aigul.get(EVENTS + query.format(pk)) for pk in (foreign.pk, foreign.pk + 999)]
        assert answers[0].status_code == answers[1].status_code
        if answers[0].status_code == 200:
            assert "0 rows" in answers[0].content.decode()


def test_an_export_is_kept_with_its_filter_and_its_rows(aigul):
    build.event("KZ-10")
    aigul.get(f"{EVENTS}?year=2023")
    aigul.post(f"{EVENTS}?year=2023", {"form": "pdf"})
    assert not ListExport.objects.exists()

    aigul.post(f"{EVENTS}?year=2023", {"form": "csv"})

    kept = ListExport.objects.get()
    assert (kept.user.username, kept.model, kept.form, kept.rows) == (
        "aigul", "registry.event", "csv", 1,
    )  # fmt: skip
    assert kept.asked == {"year": "2023"}


def test_headquarters_sees_who_took_which_list(aigul, client):
    build.event("KZ-10")
    aigul.post(f"{EVENTS}?year=2023", {"form": "csv"})

    sit(client, cast.marat())
    page = client.get("/admin/who-did-what/?year=2023").content.decode()

    assert "Export" in page and "Events, csv: 1 row" in page and "year=2023" in page


def test_a_list_that_is_too_long_for_excel_is_offered_as_csv(aigul, monkeypatch):
    monkeypatch.setattr(list_files, "MOST_IN_EXCEL", 1)
    build.event("KZ-10", title="A")
    build.event("KZ-10", title="B")

    page = aigul.get(EVENTS).content.decode()
    refused = aigul.post(EVENTS, {"form": "xlsx"})

    assert 'value="xlsx"' not in page and "up to 1 rows" in page
    assert "too long for Excel" in refused.content.decode()
    assert len(content(aigul.post(EVENTS, {"form": "csv"})).splitlines()) == 3
    assert ListExport.objects.count() == 1


@pytest.mark.parametrize("who", [cast.dana, lambda: build.person("idle", is_staff=True)])
def test_who_sees_no_records_takes_none(client, who):
    build.mediator("KZ-10")
    sit(client, who())

    answer = client.get(address(Mediator, "export"))

    assert answer.status_code == 403 or "0 rows" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(EVENTS).status_code == 302
    assert client.post(EVENTS, {"form": "csv"})["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_text_stays_a_text_and_a_number_a_number(aigul, form):
    for title in DANGEROUS:
        build.event("KZ-10", title=title, attendance=12345)

    data = content(aigul.post(EVENTS, {"form": form}))

    if form == "xlsx":
        sheet = load_workbook(BytesIO(data)).worksheets[0]
        assert sorted(cell.value for cell in sheet["D"][1:]) == sorted(DANGEROUS)
        assert {cell.data_type for cell in sheet["D"]} == {"s"}
        assert {(cell.value, cell.data_type) for cell in sheet["I"][1:]} == {(12345, "n")}
        assert all(cell.quotePrefix for cell in sheet["D"] if cell.value[0] in "=+-@")
        assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    else:
        text = data.decode("utf-8-sig")
        assert "'=1+1" in text and ",=" not in text and ",12345," in text
    back = checked(cast.root(), "events", data, "KZ-10", 2023, f"a.{form}")
    assert [str(message) for message in back.errors] == []
    assert back.count("same") == len(DANGEROUS)


def test_a_list_costs_as_many_queries_as_its_pieces(aigul, django_assert_max_num_queries):
    for number in range(30):
        event = build.event("KZ-10", title=f"T{number}")
        build.participation(event)

    with django_assert_max_num_queries(18):
        assert len(rows_of(aigul.post(EVENTS, {"form": "xlsx"}))) == 30


def test_members_are_those_of_the_chosen_year(aigul):
    build.reporting_year(2022)
    council = build.council("KZ-10")
    build.headcount(council, 2022, 9)
    build.headcount(council, 2023, 12)

    page = address(EldersCouncil, "export")
    told = {
        year: rows_of(aigul.post(page, {"form": "xlsx", "year": year})) for year in (2022, 2023)
    }

    assert 9 in told[2022][0] and 12 in told[2023][0]


def test_a_link_to_a_record_of_another_unit_shows_its_number_only(aigul):
    foreign = build.programme(unit="REP", name="Бөтен бағдарлама")
    build.event("KZ-10", programme=foreign)

    (row,) = rows_of(aigul.post(EVENTS, {"form": "xlsx"}))

    assert f"№ {foreign.pk}" in row and foreign.name not in row


def test_every_list_of_the_registry_leads_to_its_file(client):
    sit(client, cast.saule())
    for model, own in admin.site._registry.items():
        if hasattr(own, "export_list") and own.has_module_permission(_request(client)):
            page = client.get(address(model, "changelist")).content.decode()
            assert address(model, "export") in page, model


def _request(client):
    return client.get("/admin/").wsgi_request


def test_the_file_says_what_and_when_it_is_and_names_nobody(aigul):
    build.event("KZ-10")
    answer = aigul.post(EVENTS, {"form": "xlsx"})
    name = answer["Content-Disposition"]
    book = load_workbook(BytesIO(content(answer)))

    assert f'filename="event-{date.today()}.xlsx"' in name
    assert book.properties.title.startswith("Events, ")
    assert not book.properties.creator and not book.properties.lastModifiedBy
    assert book.worksheets[0].print_title_rows == "$1:$1"
