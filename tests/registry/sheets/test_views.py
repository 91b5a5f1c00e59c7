"""The steps of an import in the browser of a coordinator, and whom they let in."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from registry.models import Event, ImportBatch, Upload, User
from tests import build, cast
from tests.registry.sheets.files import EVENT, file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
START = "/admin/import/KZ-71/2026/events/"


@pytest.fixture
def browser(client, bolat):
    """The browser of the coordinator of Astana, in English."""
    client.force_login(bolat)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.cookies["django_language"] = "en"
    return client


def rows(*changes):
    return file("events", *(EVENT | change for change in changes or ({},)))


def upload(browser, data, name="а.xlsx", start=START):
    return browser.post(start, {"file": SimpleUploadedFile(name, data)})


def check(browser, data, **options):
    """The page of a check, and its address."""
    address = upload(browser, data, **options).headers["Location"]
    return browser.get(address), address


def confirm(browser, page, address, what="whole", **more):
    token = page.context["picture"].token
    return browser.post(address, {"token": token, "what": what} | more, follow=True)


def text(answer):
    return " ".join(answer.content.decode().split())


class TestSteps:
    def test_from_the_template_to_a_receipt_in_six_pages(self, browser):
        template = browser.get(START + "template.xlsx")
        book = load_workbook(BytesIO(template.content))
        for place, value in enumerate(load_workbook(BytesIO(rows())).active[2], 1):
            book.worksheets[0].cell(2, place, value.value)
        out = BytesIO()
        book.save(out)

        page, address = check(browser, out.getvalue())
        assert "No mistakes." in text(page)
        answer = confirm(browser, page, address)

        assert Event.objects.count() == 1
        assert "added 1, updated 0, unchanged 0" in text(answer)

    def test_mistakes_are_listed_and_the_corrected_file_goes_in_on_the_same_page(self, browser):
        page, _address = check(browser, rows({"attendance": "x", "topic": "y"}))
        assert "Correct these 2 mistakes" in text(page) and page.status_code == 200
        assert f'action="{START}"' in text(page) and 'value="whole"' not in text(page)

        page, address = check(browser, rows())

        assert "Import" in text(confirm(browser, page, address))

    def test_the_same_confirm_shows_the_same_receipt(self, browser):
        page, address = check(browser, rows())

        first, second = (confirm(browser, page, address) for _ in range(2))

        assert first.redirect_chain == second.redirect_chain
        assert ImportBatch.objects.count() == Event.objects.count() == 1
        assert browser.get(address).headers["Location"] == first.redirect_chain[0][0]

    def test_the_good_rows_go_in_and_the_rest_comes_back(self, browser):
        page, address = check(browser, rows({}, {"title": "Екінші", "attendance": "x"}))
        assert "Take the 1 good rows" in text(page)

        answer = confirm(browser, page, address, "good")

        assert "Download the 1 row that was not taken" in text(answer)
        rest = load_workbook(BytesIO(browser.get(address + "rest.xlsx").content))
        assert rest.worksheets[0]["D2"].value == "Екінші"
        Event.objects.update(attendance=1)  # what was taken and corrected since is not in it
        rest = load_workbook(BytesIO(browser.get(address + "rest.xlsx").content))
        assert [row[3].value for row in rest.worksheets[0].iter_rows(min_row=2)] == ["Екінші"]

    def test_a_warning_wants_a_tick_and_a_reason(self, browser):
        build.event("KZ-71", "2026-05-01", attendance=10)
        page, address = check(browser, rows({"attendance": 900}))
        (group,) = page.context["picture"].doubts
        key = group.keys
        assert "tick each warning" in text(confirm(browser, page, address, offered=key))
        assert not ImportBatch.objects.exists()

        answers = {"offered": key, "tick": key, "reason-W02": "Фестиваль"}
        answer = confirm(browser, page, address, **answers)

        assert "Фестиваль" in text(answer) and Event.objects.count() == 2

    def test_a_hundred_warnings_of_a_kind_share_one_tick(self, browser):
        row = {"concluded_on": "24.10.2026", "category": "отбасылық даулар"}
        start = START.replace("events", "mediation")
        page, address = check(browser, file("agreements", *[row] * 101), start=start)
        (group,) = page.context["picture"].doubts
        assert text(page).count('name="tick"') == 1 and "All 100 are right" in text(page)

        answers = {"offered": group.keys, "tick": group.keys, "reason-W06": "Отбасылар"}
        confirm(browser, page, address, **answers)

        assert ImportBatch.objects.get().added == 101

    def test_answers_of_no_warning_are_not_kept(self, browser):
        _page, address = check(browser, rows())

        browser.post(address, {"offered": "x", "tick": "x", "reason-x": "x"})
        browser.post(address, {"reason-W02": "а\x01б"})

        assert Upload.objects.get().answers == {"ticks": [], "reasons": {"W02": "а б"}}

    def test_the_same_bytes_sent_again_name_their_import(self, browser):
        data = rows()
        page, address = check(browser, data)
        confirm(browser, page, address)

        page, _address = check(browser, data, name="басқа.xlsx")

        assert f"import {ImportBatch.objects.get()}" in text(page)
        assert page.context["picture"].same == 1

    def test_the_page_says_how_many_records_there_will_be(self, browser):
        build.event("KZ-71", "2025-05-01")
        build.event("KZ-71", "2026-05-01")

        page, _address = check(browser, rows({}, {"title": "Екінші"}))

        assert "1 → <strong>3</strong> (2025: 1)" in text(page)

    def test_a_locked_section_is_told_before_anything_is_sent(self, browser):
        build.hand_in("KZ-71", 2026, "submitted", ["events"])

        assert "Ask for a correction." in text(browser.get(START))

    def test_the_marked_file_is_the_users_own(self, browser):
        _page, address = check(browser, rows({"attendance": "x"}))

        answer = browser.get(address + "marked.xlsx")

        assert load_workbook(BytesIO(answer.content))["Іс-шаралар"]["I2"].comment
        assert "attachment" in answer.headers["Content-Disposition"]

    def test_an_import_is_taken_back_from_its_receipt(self, browser):
        page, address = check(browser, rows())
        receipt = confirm(browser, page, address).redirect_chain[-1][0]
        assert "/admin/returns/KZ-71/2026/events/" in text(browser.get(receipt))
        assert "Take back import" in text(browser.get(receipt + "undo/"))

        answer = browser.post(receipt + "undo/", follow=True)

        assert "Taken back" in text(answer) and not Event.objects.exists()

    def test_rows_that_stand_in_the_way_of_an_undo_are_named(self, browser):
        page, address = check(browser, rows())
        receipt = confirm(browser, page, address).redirect_chain[-1][0]
        Event.objects.update(attendance=1)

        answer = browser.post(receipt + "undo/")

        assert answer.status_code == 409 and "It was changed since." in text(answer)
        assert Event.objects.count() == 1


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("а.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F02"),
            ("а.xlsx", b"PK\x03\x04broken", "F11"),
            ("а.csv", b"a;b\r\n1;2", "F17"),
            ("../../а.exe", b"MZ", "F02"),
        ],
    )
    def test_a_bad_file_has_its_sentence_and_no_error_page(self, browser, name, data, code):
        page, _address = check(browser, data, name=name)

        assert page.status_code == 200 and f"<strong>{code}</strong>" in text(page)

    def test_no_file_and_a_huge_one_are_refused_on_the_first_page(self, browser, monkeypatch):
        monkeypatch.setattr("registry.sheets.views.PAGE", type("B", (), {"size": 10}))
        for answer, words in (
            (browser.post(START), "No file chosen."),
            (upload(browser, b"x" * 11), "the limit is"),
        ):
            assert answer.status_code == 400 and words in text(answer)
        assert not Upload.objects.exists()

    def test_markup_in_a_cell_is_only_text(self, browser):
        page, _address = check(browser, rows({"title": "<script>1</script>", "topic": "<b>"}))

        assert "<script>1" not in text(page) and "&lt;b&gt;" in text(page)

    def test_a_forged_confirm_is_told_so(self, browser):
        page, address = check(browser, rows())

        for token in ("", "x", page.context["picture"].token + "x"):
            answer = browser.post(address, {"token": token, "what": "whole"}, follow=True)
            assert "Upload it again." in text(answer)
        assert not Event.objects.exists()


class TestDoors:
    def test_another_units_pages_are_not_there(self, browser):
        for page in ("", "template.xlsx", "1/", "1/marked.xlsx", "1/rest.xlsx"):
            assert browser.get(f"/admin/import/KZ-10/2026/events/{page}").status_code == 404

    def test_neither_is_another_persons_file(self, browser):
        other = build.person("other", "coordinators", ["KZ-71"], is_staff=True)
        _page, address = check(browser, rows())
        browser.force_login(other)

        assert browser.get(address).status_code == 302
        assert browser.get(address + "marked.xlsx").status_code == 404

    def test_a_receipt_is_for_the_people_of_its_unit(self, browser):
        page, address = check(browser, rows())
        receipt = confirm(browser, page, address).redirect_chain[-1][0]
        browser.force_login(cast.aigul())

        assert (
            browser.get(receipt).status_code == browser.post(receipt + "undo/").status_code == 404
        )
        assert Event.objects.count() == 1

    @pytest.mark.parametrize("who", [cast.saule, cast.marat])
    def test_those_who_only_read_take_nothing_in(self, browser, who):
        browser.force_login(who())

        assert browser.get(START).status_code == 403
        assert upload(browser, rows()).status_code == 403

    def test_a_stranger_is_sent_to_sign_in(self, client, db):
        assert "/login/" in client.get(START).headers["Location"]

    @pytest.mark.parametrize(
        "address", ["KZ-71/2030/events/", "KZ-71/2026/honours/", "KZ-71/2026/x/"]
    )
    def test_what_is_not_open_is_not_there(self, browser, address):
        assert browser.get(f"/admin/import/{address}").status_code == 404

    def test_a_person_who_moved_confirms_nothing(self, browser):
        page, address = check(browser, rows())
        User.objects.get(username="bolat").units.set(["KZ-10"])

        answer = browser.post(address, {"token": page.context["picture"].token, "what": "whole"})

        assert answer.status_code == 404 and not Event.objects.exists()

    def test_a_stolen_number_shows_nothing_of_the_other_unit(self, browser):
        theirs = build.event("KZ-10", date(2026, 10, 24), title="Құпия", place="Құпия орын")

        page, _address = check(browser, rows({"number": theirs.pk}))

        assert "R20" in text(page) and "Құпия" not in text(page)
