"""Borders that changed: South Kazakhstan, divided in June 2018, in three published years."""

import re

import pytest

from reports.models import PressTemplate
from reports.publishing import build_candidate, publish
from reports.summary import Atlas, Shelf, country_summary, offer
from reports.workbook import cells
from tests import build
from tests.reports.test_regions import text

pytestmark = pytest.mark.django_db

OLD, TURKISTAN, SHYMKENT = "KZ-YUZ", "KZ-61", "KZ-79"
TOGETHER = f"{TURKISTAN}+{SHYMKENT}"
EVENTS = "i=elders.events&territory=comparable"


@pytest.fixture
def three_years():
    """2017: five events in the old region; 2018 and 2019: more and more in its two parts."""
    PressTemplate.objects.all().delete()  # it needs figures that nobody reports here
    events(2017, {OLD: 5})
    events(2018, {TURKISTAN: 4, SHYMKENT: 2})
    events(2019, {TURKISTAN: 6, SHYMKENT: 3})


def events(year, how_many):
    for unit, number in how_many.items():
        for _n in range(number):
            build.event(unit, f"{year}-12-01", {"elders": "took_part"})
        build.accept(unit, year)
    publish(build_candidate(year))


def names(territory):
    return [place.code for place in territory.places]


def test_what_was_one_is_one_territory(three_years):
    atlas = Atlas(Shelf.of_today().releases)

    for code in (OLD, TURKISTAN, SHYMKENT):
        assert names(atlas.territory(code, 2017, 2019)) == [OLD, TURKISTAN, SHYMKENT]
    assert names(atlas.territory("KZ-71", 2017, 2019)) == ["KZ-71"]


def test_the_year_of_the_change_is_not_whole_but_the_next_one_is(three_years):
    atlas = Atlas(Shelf.of_today().releases)

    assert len(atlas.territory(TURKISTAN, 2018, 2019).places) == 3
    assert names(atlas.territory(TURKISTAN, 2019, 2019)) == [TURKISTAN]
    assert names(atlas.territory(OLD, 2016, 2017)) == [OLD]


def test_parts_stay_together_where_no_release_knows_the_whole(three_years):
    newer = [release for release in Shelf.of_today().releases if release.year > 2017]

    territory = Atlas(newer).territory(SHYMKENT, 2018, 2019)
    assert territory.code == TOGETHER


def test_comparable_territory_adds_up_the_parts(client, three_years):
    page = text(client.get(f"/en/compare/?{EVENTS}&r=kz-79"))

    assert re.search(r"South Kazakhstan Region \+ Turkistan Region \+ Shymkent 5 6 9 \+4", page)


def test_the_parts_and_the_whole_are_one_row(client, three_years):
    body = client.get(f"/en/compare/?{EVENTS}&r=kz-79&r=kz-61&r=kz-yuz").content.decode()

    assert body.count('<th scope="row">') == 1


def test_as_reported_then_a_part_begins_when_it_was_opened(client, three_years):
    page = text(client.get("/en/compare/?i=elders.events&r=kz-79&r=kz-yuz"))

    assert "Shymkent x not applicable 2 3 x not comparable" in page
    assert "South Kazakhstan Region 5 x not applicable x not applicable x not comparable" in page
    assert "19 June 2018 (Turkistan Region, Shymkent)" in page


def test_a_closed_region_keeps_its_page_and_names_its_heirs(client, three_years):
    page = text(client.get("/en/regions/kz-yuz/"))

    assert "South Kazakhstan Region, 2017" in page
    assert "Separated from it Turkistan Region , 19 June 2018 Shymkent , 19 June 2018" in page
    assert client.get("/en/regions/kz-yuz/2018/").status_code == 404


def test_a_region_before_its_opening_leads_to_the_page_of_the_old_one(client, three_years):
    response = client.get("/ru/regions/kz-79/2017/")

    assert response.status_code == 404
    assert 'href="/ru/regions/kz-yuz/2017/"' in response.content.decode()


def test_what_a_part_did_not_report_leaves_no_sum(client, three_years):
    events(2020, {TURKISTAN: 7})

    page = text(client.get(f"/en/compare/?{EVENTS}&r=kz-79&from=2017"))
    assert re.search(r"Shymkent 5 6 9 … not reported … no comparison", page)


def test_years_before_an_indicator_existed_are_no_zero(client, three_years):
    page = text(client.get("/en/compare/?i=youth.events&r=kz-71"))

    assert "Astana x not applicable x not applicable x not applicable" in page


def test_all_units_are_those_of_the_chosen_years(three_years):
    found = offer(Shelf.of_today())

    assert found.years == [2017, 2018, 2019]
    assert OLD in found.atlas.places and "KZ-10" not in found.atlas.places


@pytest.mark.usefixtures("demo")
class TestOneRuleForAllPages:
    """Abai was opened on 8 June 2022: its year 2022 is not whole, its 31 December 2022 is."""

    X = "x not comparable: boundaries changed"

    @pytest.mark.parametrize("name", ["Abai Region", "East Kazakhstan Region"])
    def test_a_flow_of_half_a_year_has_no_change(self, client, name):
        row = rf"{name} [\d,]+ [\d,]+ {self.X} {self.X}"

        assert re.search(row, text(client.get("/en/indicators/elders.events/2023/")))

    def test_other_regions_and_the_country_keep_theirs(self, client):
        page = text(client.get("/en/indicators/elders.events/2023/"))

        assert re.search(r"Astana [\d,]+ [\d,]+ [+−][\d,]+ [+−][\d.]+%", page)
        assert re.search(r"Kazakhstan 6,358 4,730 \+1,628", page)
        assert "Region boundaries changed: 8 June 2022" in page

    def test_a_stock_compares_once_both_ends_lie_after_the_change(self, client):
        page = text(client.get("/en/indicators/elders.councils/2023/"))
        before = text(client.get("/en/indicators/elders.councils/2022/"))

        assert "Abai Region 47 40 +7" in page
        assert "Region boundaries changed" not in page
        assert re.search(rf"East Kazakhstan Region [\d,]+ [\d,]+ {self.X}", before)

    def test_the_page_of_the_region_says_the_same(self, client):
        page = text(client.get("/en/regions/kz-10/2023/"))

        assert re.search(r"Councils of Elders 47 councils 40 \+7", page)
        assert re.search(rf"Events with the Councils of Elders[\w ]* 207 events 80 {self.X}", page)

    @pytest.mark.parametrize("code", ["elders.regions", "research.regions_monitored"])
    def test_one_region_that_became_two_is_no_growth_of_their_number(self, client, code):
        page = text(client.get(f"/en/indicators/{code}/2022/"))
        compared = text(client.get(f"/en/compare/?i={code}&r=country&from=2021&to=2022"))

        assert f"Compared with 2021: {self.X}" in page
        assert re.search(rf"Kazakhstan \d+ \d+ {self.X}", compared)
        assert "8 June 2022 (Abai Region, Zhetisu Region, Ulytau Region)" in compared

    def test_their_number_of_the_next_year_has_its_change(self, client):
        page = text(client.get("/en/indicators/elders.regions/2023/"))
        compared = text(client.get("/en/compare/?i=elders.regions&r=country&from=2022&to=2023"))

        assert re.search(r"Compared with 2022: [+−]?\d", page)
        assert re.search(r"Kazakhstan 20 20 [+−]?\d", compared) and "boundaries" not in compared

    def test_the_file_of_the_year_says_the_same(self):
        lines = country_summary(Shelf.of_today().current(2022)).by_indicator(None)

        assert cells.change(lines["elders.regions"]) == cells.NOT_APPLICABLE
        assert cells.change(lines["elders.events"]) == lines["elders.events"].change

    def test_stocks_alone_are_compared_without_a_warning(self, client):
        chosen = "r=kz-10&from=2022&to=2023"

        assert "boundaries" not in text(client.get(f"/en/compare/?i=elders.councils&{chosen}"))
        assert "boundaries" in text(client.get(f"/en/compare/?i=elders.events&{chosen}"))
