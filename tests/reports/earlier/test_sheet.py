"""Earlier years come in by one sheet, by the steps and in the words of every other import."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from django.utils.translation import override
from openpyxl import load_workbook

from registry.models import ImportBatch
from reports.earlier.sheet import REPORTED
from reports.models import Release, ReportedValue
from tests import build, cast
from tests.registry.sheets import packages

pytestmark = pytest.mark.django_db
START = "/admin/import/reported/"
ROW = {"indicator": "elders.events", "region": "Астана", "year": 2019, "value": 40, "source": "ҚХА"}


@pytest.fixture
def editor(client):
    user = build.person("editor", "editors", is_staff=True)
    client.force_login(user)
    return client


def file(*rows, language="en"):
    with override(language):
        headings = {c.name: c.headings()[0] for c in REPORTED.all_columns}
    return packages.book(
        list(headings.values()), *([row.get(name) for name in headings] for row in rows)
    )


def text(answer):
    return " ".join(answer.content.decode().split())


def check(client, *rows, **options):
    sent = {"file": SimpleUploadedFile("a.xlsx", file(*(ROW | r for r in rows), **options))}
    address = client.post(START, sent).headers["Location"]
    return client.get(address), address


def confirm(client, page, address, what="whole"):
    token = page.context["picture"].token
    return client.post(address, {"token": token, "what": what}, follow=True)


def stored():
    rows = ReportedValue.objects.order_by("pk")
    return list(rows.values_list("indicator", "region", "year", "value", "source"))


def codes(page):
    return [(m.number, m.place.row, m.place.column) for m in page.context["picture"].errors]


def test_a_value_of_a_published_year_is_not_changed_by_a_file(editor):
    value = ReportedValue.objects.create(
        indicator="elders.events", year=2019, value=40, source="ҚХА"
    )
    Release.objects.create(year=2019, number=1)
    Release.objects.update(state="published", published_at=now())
    row = {"region": "Whole country", "number": value.pk}

    page, _address = check(editor, row | {"value": 41})

    assert "2019 is published" in text(page)
    assert not codes(check(editor, row)[0])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_values_of_units_and_of_the_country_come_in_with_their_source(editor, language):
    country = {"kk": "Бүкіл ел", "ru": "Вся страна", "en": "Whole country"}[language]
    label = {"kk": "Ақсақалдар кеңестері", "ru": "Советы аксакалов", "en": "Councils of Elders"}
    more = {"indicator": label[language], "region": country, "value": "1 119"}

    page, address = check(editor, {}, more, language=language)
    answer = confirm(editor, page, address)

    assert stored() == [
        ("elders.events", "KZ-71", 2019, 40, "ҚХА"),
        ("elders.councils", None, 2019, 1119, "ҚХА"),
    ]
    batch = ImportBatch.objects.get()
    assert f"Import {batch}: added 2" in text(answer) and batch.region is batch.year is None
    through = ReportedValue.history.values_list("history_through", flat=True)
    assert set(through) == {f"import {batch}"}


def test_all_mistakes_are_told_at_once_at_their_addresses(editor):
    rows = [
        {"indicator": "elders.evnts"}, {"region": "Қиял"}, {"region": None}, {"year": 1994},
        {"year": 2999}, {"value": "252,5"}, {"source": None, "year": 2020},
        {"year": 2018, "region": "Ұлытау"},
        {"indicator": "parliament.senators"}, {"indicator": "youth.active"},
        {"year": 2021}, {"year": 2021},
    ]  # fmt: skip

    page, _address = check(editor, *rows)

    assert codes(page) == [
        ("R08", 2, "B"), ("R08", 3, "C"), ("R01", 4, "C"), ("R23", 5, "D"), ("R07", 6, "D"),
        ("R03", 7, "E"), ("R01", 8, "F"), ("R24", 9, "B"), ("R24", 10, "B"), ("R24", 11, "B"),
        ("R11", 13, ""),
    ]  # fmt: skip
    assert not stored()


def test_what_does_not_agree_is_shown_and_kept_and_refuses_nothing(editor):
    build_value("elders.events", "KZ-71", 2018, 5)

    page, address = check(editor, {"value": 400})
    assert "2018 year: 5, 2019 year: 400" in text(page) and "No mistakes." in text(page)
    confirm(editor, page, address)

    kept = ReportedValue.objects.get(year=2019)
    assert [code for code, _numbers in kept.failed] == ["N06"]
    listed = text(editor.get("/admin/reports/reportedvalue/?checks=failed"))
    assert "2018 year: 5, 2019 year: 400" in listed


def test_a_total_that_is_there_is_held_against_a_new_part(editor):
    for code, value in (("chairs.total", 9), ("chairs.chairs", 5), ("chairs.centres", 3)):
        build_value(code, None, 2019, value)

    row = {"indicator": "chairs.representations", "region": "Whole country", "value": 7}
    page, address = check(editor, row)
    assert "The parts add up to 15, the total says 9." in text(page)
    confirm(editor, page, address)

    assert ReportedValue.objects.get(indicator="chairs.total").failed[0][0] == "N04"


def test_the_same_file_changes_nothing_and_an_import_is_taken_back(editor):
    page, address = check(editor, {}, {"year": 2020, "value": 400})
    receipt = confirm(editor, page, address).redirect_chain[-1][0]

    page, _address = check(editor, {}, {"year": 2020, "value": 400})
    assert page.context["picture"].same == 2
    editor.post(receipt + "undo/")

    assert not stored() and ImportBatch.objects.get().undone_at


def test_a_value_changes_by_its_number_only(editor):
    row = build_value("elders.events", "KZ-71", 2019, 5)
    page, _address = check(editor, {"value": 6})
    assert codes(page) == [("R12", 2, "")]

    page, address = check(editor, {"value": 6, "number": row.pk})
    confirm(editor, page, address)

    assert [value for *_key, value, _source in stored()] == [6]


def test_the_template_holds_what_is_known_with_its_lists(editor):
    build_value("elders.councils", None, 2019, 5)

    book = load_workbook(BytesIO(editor.get(START + "template.xlsx").content))

    sheet = book.worksheets[0]
    assert [c.value for c in sheet[2]][1:5] == [
        "Councils of Elders (elders.councils)", "Whole country", 2019, 5,
    ]  # fmt: skip
    assert len(sheet.data_validations.dataValidation) >= 2


def test_the_form_keeps_the_same_notes(editor):
    build_value("elders.events", "KZ-71", 2018, 5)
    row = ROW | {"region": "KZ-71", "value": 400}

    answer = editor.post("/admin/reports/reportedvalue/add/", row | {"note": ""}, follow=True)

    assert "2018 year: 5, 2019 year: 400" in text(answer)
    assert ReportedValue.objects.get(year=2019).failed


@pytest.mark.parametrize(
    ("who", "status"), [(cast.bolat, 404), (cast.saule, 403), (cast.marat, 404)]
)
def test_only_those_who_keep_such_values_find_it(client, who, status):
    client.force_login(who())

    assert client.get(START).status_code == client.post(START).status_code == status


def test_the_files_of_a_check_are_for_the_person_who_sent_it(editor, client):
    _page, address = check(editor, {}, {"value": "x"})
    sheet = load_workbook(BytesIO(editor.get(address + "marked.xlsx").content)).worksheets[0]
    assert sheet["E3"].comment and not sheet["E2"].comment
    rest = load_workbook(BytesIO(editor.get(address + "rest.xlsx").content)).worksheets[0]
    assert rest["E2"].value == "x" and rest.max_row == 2
    others = [build.person("other", "editors", is_staff=True), cast.bolat(), cast.marat()]

    for other in others:
        client.force_login(other)
        for name in ("marked.xlsx", "rest.xlsx"):
            assert client.get(address + name).status_code == 404


def test_a_coordinator_sees_nothing_of_such_an_import(editor, client):
    page, address = check(editor, {})
    receipt = confirm(editor, page, address).redirect_chain[-1][0]
    client.force_login(cast.bolat())

    assert client.get(receipt).status_code == client.post(receipt + "undo/").status_code == 404
    assert stored()


def build_value(indicator, unit, year, value):
    made = {"indicator": indicator, "region_id": unit, "year": year, "value": value}
    return ReportedValue.objects.create(source="ҚХА", **made)
