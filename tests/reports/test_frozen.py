"""What was published stays as it was: every page and file of a release, byte for byte.

The registry, the catalogue, the names and the releases around it change; the banner alone may
tell that there is a newer revision.
"""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from registry.models import Event, Region
from reports import publishing
from reports.models import IndicatorNote, Publisher, ReportedValue
from reports.publishing import build_candidate, publish
from reports.summary import Shelf, country_summary, places
from tests.reports.test_views import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
BANNER = re.compile(
    r'<p class="notice warn">[^<]*<a[^>]*>[^<]*</a></p>|<strong class="tag .*?</strong>'
    r'|<meta name="robots" content="noindex">|\s+'
)


def addresses():
    """Every page and file of 2023 r1; each page in one language at least, the year in all."""
    release = Shelf.of_today().fixed(2023, 1)
    codes = [line.code for line in country_summary(release).country]
    pages = [("figure", code) for code in codes] + [("unit", p.code) for p in places(release)]
    for position, (name, key) in enumerate(pages):
        with translation.override(LANGUAGES[position % 3]):
            yield reverse(f"reports:{name}", args=[2023, 1, key])
    for language in LANGUAGES:
        yield from (f"/{language}/2023/r1/", f"/{language}/2023/r1/press/")
        yield f"/data/2023/r1/summary.{language}.xlsx"
    yield from (f"/data/2023/r1/{name}" for name in ("summary.csv", "summary.json"))
    yield from (f"/data/2023/r1/{code}.csv" for code in codes[::7])


def read(client):
    """{address: content} of all of them; of pages without the banner."""
    found = {}
    for address in addresses():
        response = client.get(address)
        assert response.status_code == 200, address
        is_page = response["Content-Type"].startswith("text/html")
        found[address] = BANNER.sub("", response.content.decode()) if is_page else response.content
    return found


def test_what_was_published_stays_byte_for_byte(client, monkeypatch):
    before = read(client)

    reworded = [replace(i, label=f"New {i.code}", definition="New") for i in publishing.INDICATORS]
    monkeypatch.setattr(publishing, "INDICATORS", reworded)
    Event.objects.filter(region="KZ-10").update(attendance=1)
    Region.objects.update(name_kk="Жаңа", name_ru="Новый", name_en="New", short_kk="Ж")
    Publisher.objects.update(name_kk="Жаңа", name_ru="Новый", name_en="New")
    ReportedValue.objects.update(value=77, source="New")
    IndicatorNote.objects.create(
        indicator="elders.events", text_kk="Жаңа", text_ru="Новое", text_en="New"
    )
    for year in (2022, 2023):
        publish(build_candidate(year))

    after = read(client)
    assert not [address for address in before if before[address] != after[address]]
    assert "New elders.events" in client.get("/en/2023/").content.decode()
