"""What caches may keep: a page is sent anew only when something that it shows has changed."""

import re
from datetime import timedelta

import pytest
from django.urls import resolve
from django.utils import timezone

from registry.models import ReportingYear
from reports import file_urls, urls
from reports.models import Publisher, Term
from reports.publishing import build_candidate, publish
from tests.reports.test_views import LANGUAGES, PAGES, second_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

ABOUT = ["data/", "methodology/", "glossary/", "changes/", "calendar/", "accessibility/"]
PUBLIC = [*PAGES, *ABOUT, "indicators/?q=кеңес"]
MORE = ["regions/", "regions/kz-71/", "regions/kz-71/2023/", "regions/kz-71/2024/", "2023/r1/"]
MORE += [
    "2023/r1/kz-71/",
    "code/",
    "code/?code=2023-1-1",
    "compare/",
    "indicators/elders.events/2024/",
]
FILES = ["/data/catalogue.json", "/data/datapackage.json", "/data/2023/r1/elders.events.csv"]
MORE_FILES = [f"/data/2023/r1/summary.{form}" for form in ("csv", "xlsx", "ru.xlsx")]
MORE_FILES += [f"/data/compare.{form}?i=elders.events&r=all" for form in ("csv", "ru.xlsx")]
ALL = [*(f"/kk/{page}" for page in PUBLIC), *FILES, "/sitemap.xml", "/robots.txt"]
EVERY = [*ALL, *(f"/kk/{page}" for page in MORE), *MORE_FILES]
NEEDS_TWO = ("glossary", "calendar", "?q=", "/2024/")


def again(client, address):
    """Ask for an address twice, the second time as one who has the first answer."""
    return client.get(address, headers={"if-none-match": client.get(address)["ETag"]})


@pytest.mark.parametrize("address", ALL)
def test_who_has_a_page_already_is_told_so(client, address):
    response = again(client, address)

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"]
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize("address", EVERY)
def test_a_fresh_copy_is_confirmed_without_rendering(client, address, django_assert_num_queries):
    etag = client.get(address)["ETag"]

    with django_assert_num_queries(2 if any(name in address for name in NEEDS_TWO) else 1):
        response = client.get(address, headers={"if-none-match": etag})
    assert response.status_code == 304
    assert not response.templates


def test_no_kind_of_page_is_forgotten_here():
    """What of the addresses of the portal shows figures or words, and is not asked for above."""
    claimed = {resolve(address.partition("?")[0]).view_name for address in EVERY}
    kinds = {f"reports:{page.name}" for page in urls.urlpatterns}
    kinds |= {f"files:{file.name}" for file in file_urls.urlpatterns if file.name}

    assert kinds - claimed == {"reports:missing"}


@pytest.mark.parametrize("address", ALL)
def test_no_answer_sets_a_cookie_or_depends_on_one(client, address):
    for response in (client.get(address), again(client, address)):
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("page", ABOUT)
def test_a_page_about_the_figures_costs_three_queries_at_most(
    client, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        assert client.get(f"/kk/{page}").status_code == 200


def test_a_new_revision_makes_every_copy_old(client):
    pages = [address for address in EVERY if not address.startswith("/data/2023")]
    etags = {address: client.get(address)["ETag"] for address in pages}
    second_revision()

    for address, etag in etags.items():
        response = client.get(address, headers={"if-none-match": etag})
        assert response.status_code == 200, address


def test_a_new_revision_swaps_the_three_languages_at_once(client):
    second_revision()

    for language in LANGUAGES:
        assert "2023 r2" in client.get(f"/{language}/2023/").content.decode()


def test_languages_are_never_taken_for_each_other(client):
    etags = {client.get(f"/{language}/")["ETag"] for language in LANGUAGES}

    assert len(etags) == len(LANGUAGES)


@pytest.mark.parametrize("page", ["calendar/", "2024/"])
def test_a_day_that_is_moved_is_shown(client, page):
    etag = client.get(f"/kk/{page}")["ETag"]
    ReportingYear.objects.filter(pk=2024).update(release_on="2025-03-07")

    response = client.get(f"/kk/{page}", headers={"if-none-match": etag})
    assert "2025" in response.content.decode()


def test_the_day_of_the_next_release_is_part_of_every_page(client):
    etag = client.get("/kk/2023/")["ETag"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    ReportingYear.objects.filter(pk=2024).update(release_on=tomorrow)

    assert client.get("/kk/2023/", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("page", ["glossary/", "indicators/?q=zzz"])
def test_a_term_that_is_reworded_is_shown(client, page):
    etag = client.get(f"/kk/{page}")["ETag"]
    Term.objects.filter(name_en="Event").update(text_kk="Zzz")

    assert client.get(f"/kk/{page}", headers={"if-none-match": etag}).status_code == 200


def test_new_code_makes_every_copy_old(client, settings):
    etag = client.get("/kk/")["ETag"]
    settings.VERSION = "another"

    assert client.get("/kk/", headers={"if-none-match": etag}).status_code == 200


def test_a_developer_sees_each_change_of_a_template(client, settings):
    settings.DEBUG = True
    first = client.get("/kk/")
    Publisher.objects.update(email="press@example.org")

    response = client.get("/kk/", headers={"if-none-match": first["ETag"]})
    assert "press@example.org" in response.content.decode()


GONE = ["/kk/no-such-page/", "/kk/2019/", "/kk/2023/r9/", "/data/2023/r1/no.such.csv"]
GONE += ["/kk/regions/kz-10/2021/", "/kk/compare/?i=no.such&r=all", "/data/2023/r9/summary.csv"]


@pytest.mark.parametrize("address", GONE)
def test_what_is_missing_is_kept_for_a_minute_and_not_confirmed(client, address):
    response = client.get(address)

    assert response.status_code == (400 if "compare" in address else 404)
    assert response["Cache-Control"] == "public, max-age=60"
    assert "ETag" not in response


def test_what_one_person_does_not_find_is_kept_for_nobody(admin_client):
    response = admin_client.get("/admin/import/receipts/999999/")

    assert response.status_code == 404
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/favicon.ico", "/kk/?year=2022"])
def test_an_address_that_leads_on_may_be_kept(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("page", ["2024/", "regions/kz-71/2024/"])
def test_a_day_that_has_passed_is_shown(client, page, monkeypatch):
    etag = client.get(f"/kk/{page}")["ETag"]
    day = ReportingYear.objects.get(pk=2024).release_on + timedelta(days=1)
    for reads in ("reports.summary.shelf.localdate", "reports.views.page.localdate"):
        monkeypatch.setattr(reads, lambda: day)

    response = client.get(f"/kk/{page}", headers={"if-none-match": etag})
    assert response.status_code == 200


@pytest.mark.parametrize("number", [None, 1])
def test_the_mail_of_the_publisher_stands_on_current_pages_only(client, number):
    Publisher.objects.update(email="press@example.org")

    page = client.get("/kk/2023/" if number is None else "/kk/2023/r1/").content.decode()
    assert ("mailto:press@example.org" in page) == (number is None)


def test_an_old_address_gives_the_same_bytes_but_for_its_banner(client):
    before = client.get("/kk/2023/r1/elders.events/").content.decode()
    publish(build_candidate(2023))
    after = client.get("/kk/2023/r1/elders.events/").content.decode()

    banner = r'<p class="notice warn">.*?</p>|<strong class="tag .*?</strong>'
    new = re.sub(f'{banner}|<meta name="robots" content="noindex">', "", after)
    assert "".join(new.split()) == "".join(re.sub(banner, "", before).split())
