"""What search engines are told, and what each page says of its own address."""

import re
from xml.etree import ElementTree

import pytest

from tests.reports.test_fresh import PUBLIC
from tests.reports.test_views import LANGUAGES, second_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
HOST = "http://testserver"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def sitemap(client):
    """{address: {language: address}} of the sitemap."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        page.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in page.iter(LINK)
        }
        for page in tree
    }


def links(client, address, kind):
    """{language: address} of the links of a kind in the head of a page."""
    head = client.get(address).content.decode().split("</head>")[0]
    found = re.findall(r'<link rel="(\w+)"(?: hreflang="([\w-]+)")? href="([^"]+)"', head)
    return {language: href for rel, language, href in found if rel == kind}


def test_it_lists_current_pages_in_three_languages_and_no_old_revision(client):
    second_revision()
    addresses = sitemap(client)

    for language in LANGUAGES:
        assert f"{HOST}/{language}/2023/" in addresses
        assert f"{HOST}/{language}/indicators/elders.events/2021/" in addresses
        assert f"{HOST}/{language}/glossary/" in addresses
        assert f"{HOST}/{language}/regions/kz-10/2023/" in addresses
    assert not [address for address in addresses if re.search(r"/r\d+/|\?|/2024/", address)]


def test_each_page_of_the_sitemap_names_itself_and_its_translations(client):
    for address, others in sitemap(client).items():
        assert address in others.values()
        assert set(others) == {*LANGUAGES, "x-default"}
        assert others["x-default"] == others["kk"]


def test_each_page_of_the_sitemap_is_there_and_may_be_indexed(client):
    for address in list(sitemap(client))[::17]:
        response = client.get(address.removeprefix(HOST))

        assert response.status_code == 200
        assert "noindex" not in response.content.decode()
        assert links(client, address.removeprefix(HOST), "canonical") == {"": address}


def test_the_sitemap_costs_two_queries(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")


def test_robots_find_the_sitemap_and_not_the_back_office(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == ["User-agent: *", "Disallow: /admin/", f"Sitemap: {HOST}/sitemap.xml"]


@pytest.mark.parametrize("page", [*PUBLIC, "2023/r1/"])
def test_the_translations_of_a_page_name_each_other(client, page):
    found = [links(client, f"/{language}/{page}", "alternate") for language in LANGUAGES]

    assert found[0] == found[1] == found[2]
    assert set(found[0]) == {*LANGUAGES, "x-default"}
    assert found[0]["x-default"] == found[0]["kk"]
    assert found[0]["ru"].startswith(f"{HOST}/ru/")


@pytest.mark.parametrize(
    ("page", "canonical"),
    [
        ("2023/", "2023/"),
        ("2023/r1/", "2023/"),
        ("2023/r1/elders.events/", "indicators/elders.events/2023/"),
        ("2023/r1/kz-10/", "regions/kz-10/2023/"),
        ("2023/r1/republic/", "regions/republic/2023/"),
        ("indicators/?q=a", "indicators/"),
    ],
)
def test_a_page_says_which_address_is_the_right_one(client, page, canonical):
    assert links(client, f"/ru/{page}", "canonical") == {"": f"{HOST}/ru/{canonical}"}


@pytest.mark.parametrize("page", ["2023/r1/", "2023/r1/elders.events/"])
def test_a_superseded_page_stays_out_of_search(client, page):
    second_revision()

    assert '<meta name="robots" content="noindex">' in client.get(f"/kk/{page}").content.decode()
