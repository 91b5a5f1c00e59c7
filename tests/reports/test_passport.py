"""The passport of a number: breaks, corrections, sources, the line at the foot of its print."""

import re

import pytest
from django.utils.timezone import localtime

from registry.models import Event
from reports import publishing
from reports.models import IndicatorNote, Release, ReportedValue
from tests.reports.test_views import LANGUAGES, NBSP, second_revision, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
PAGE = "/en/indicators/elders.covered/"


@pytest.fixture
def corrected():
    """r2 of 2023: an event of Abai with the elders reached a thousand people more."""
    event = Event.objects.filter(year=2023, region="KZ-10", participations__kind="elders").first()
    Event.objects.filter(pk=event.pk).update(attendance=event.attendance + 1000)
    return second_revision("one sheet was read twice")


class TestBreaks:
    X = "x not comparable: boundaries changed"

    def test_the_year_in_which_borders_changed_is_marked_with_the_new_regions(self, client):
        page = text(client.get("/en/indicators/elders.regions/"))

        why = "Region boundaries changed: 08.06.2022 (Abai Region, Zhetisu Region, Ulytau Region)."
        assert f"Breaks in the series: 2022. {why}" in page
        assert re.search(rf"2022 break \d+ {self.X} r1 2023 20", page)
        assert re.search(rf"2023: 20\. Difference: {self.X}", page)

    def test_borders_within_the_country_leave_its_sums_whole(self, client):
        body = client.get("/en/indicators/elders.events/").content.decode()

        assert "Breaks in the series" not in body and 'class="broken"' not in body

    def test_the_line_is_dashed_before_that_year_only(self, client):
        body = client.get("/en/indicators/elders.regions/").content.decode()

        assert body.count('class="broken"') == body.count('class="break"') == 1

    def test_a_series_of_the_republican_level_knows_no_borders(self, client):
        body = client.get("/en/indicators/research.grants/").content.decode()

        assert "Breaks in the series" not in body
        assert 'class="broken"' not in body

    def test_a_new_definition_is_a_break_with_the_old_words(self, client, monkeypatch):
        reworded = publishing.words

        def words(indicator):
            return reworded(indicator) | {"definition": f"New: {indicator.definition}"}

        monkeypatch.setattr(publishing, "words", words)
        second_revision()

        page = text(client.get("/en/indicators/ambassadors.total/"))
        assert "The definition changed. Until then:" in page
        assert page.count("The definition changed") == 1


class TestCorrections:
    def test_without_one_it_says_so(self, client):
        assert "No published figure of this indicator has been corrected." in text(client.get(PAGE))

    @pytest.mark.usefixtures("corrected")
    def test_each_corrected_figure_stands_with_date_before_now_and_reason(self, client):
        page = text(client.get(PAGE))

        assert re.search(
            r"2023 r2 [\d.]+ Kazakhstan 190,007 191,007 [^|]*?one sheet was read twice", page
        )
        assert re.search(r"2023 r2 [\d.]+ Abai Region", page)
        assert "Akmola Region 2" not in page.split("Revision history")[1]

    @pytest.mark.usefixtures("corrected")
    def test_other_indicators_stay_without(self, client):
        page = text(client.get("/en/indicators/elders.events/"))

        assert "No published figure of this indicator has been corrected." in page

    @pytest.mark.usefixtures("corrected")
    def test_the_old_address_knows_nothing_of_later_corrections(self, client):
        page = text(client.get("/en/2023/r1/elders.covered/"))

        assert "one sheet was read twice" not in page
        assert "one sheet was read twice" in text(client.get("/en/2023/r2/elders.covered/"))

    @pytest.mark.usefixtures("corrected")
    def test_the_banner_of_an_old_revision_leads_to_the_same_indicator(self, client):
        body = client.get("/en/2023/r1/elders.covered/").content.decode()
        banner = re.search(r'<p class="notice warn">.*?</p>', body, re.DOTALL)[0]

        assert 'href="/en/indicators/elders.covered/2023/"' in banner

    @pytest.mark.usefixtures("corrected")
    def test_a_corrected_year_says_when_it_was_published_and_updated(self, client):
        page = text(client.get("/en/2023/"))
        second = Release.objects.get(year=2023, number=2)

        assert "Published: 15 February 2024" in page.replace(NBSP, " ")
        updated = localtime(second.published_at)  # a day in Kazakhstan, at any hour of the test
        assert f"Updated: {updated:%-d %B %Y}" in page.replace(NBSP, " ")
        body = client.get("/en/2023/").content.decode().replace(NBSP, " ")
        assert f"2023 r2 · Updated: {updated:%-d %B %Y}" in body  # the printed line

    @pytest.mark.usefixtures("corrected")
    def test_it_costs_three_queries(self, client, django_assert_num_queries):
        with django_assert_num_queries(3):
            client.get(PAGE)


class TestWords:
    def test_a_counted_figure_names_its_section_and_a_reported_one_says_so(self, client):
        assert "records of the yearly returns, section: Events" in text(client.get(PAGE))
        assert "reported as such" in text(client.get("/en/indicators/parliament.senators/2023/"))

    def test_the_pictures_are_told_in_one_sentence(self, client):
        page = text(client.get("/en/indicators/elders.events/"))

        assert "Most: Almaty (713). Fewest: Ulytau Region (100)." in page
        assert "2021: 3,017. 2023: 6,358. Difference: +3,341." in page

    def test_many_regions_that_share_a_place_are_counted(self, client):
        page = text(client.get("/en/indicators/houses.total/2023/"))

        assert "Most: 15 regions (2 each). Fewest: Ulytau Region (0)." in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page",
    ["", "2023/r1/", "indicators/elders.events/", "regions/kz-10/", "compare/", "methodology/"],
)
def test_the_last_printed_line_has_the_address_and_the_revision(client, language, page):
    body = client.get(f"/{language}/{page}").content.decode()
    line = re.search(r'<p class="printed">(.*?)</p>', body)[1]

    assert line.startswith(f"http://testserver/{language}/{page} · 2023 r1 · ")


def test_the_page_is_the_same_for_everyone(client, admin_client):
    assert client.get(PAGE).content == admin_client.get(PAGE).content


class TestTheWayOn:
    def test_related_indicators_are_those_of_the_theme(self, client):
        body = client.get("/en/indicators/mediation.mediators/2022/").content.decode()
        related = body[body.index('id="related"') :]

        assert re.findall(r"/en/indicators/([a-z_.]+)/2022/", related.split("</section>")[0]) == [
            "mediation.agreements",
            "mediation.trainees",
        ]

    def test_over_changed_borders_it_leads_to_the_comparable_territory(self, client):
        body = client.get("/en/indicators/elders.events/2022/").content.decode()
        link = re.search(r'href="(/en/compare/[^"]+comparable)"', body)[1].replace("&amp;", "&")

        page = text(client.get(link))
        assert "Abai Region + East Kazakhstan Region" in re.sub(r" ?\+ ?", " + ", page) or (
            "East Kazakhstan Region + Abai Region" in re.sub(r" ?\+ ?", " + ", page)
        )

    def test_a_distinct_count_says_that_there_is_none(self, client):
        page = text(client.get("/en/indicators/media.languages/2022/"))

        assert "This figure has no comparable territory" in page


class TestTheYear:
    def test_a_first_revision_tells_of_no_change(self, client):
        assert "What changed since" not in text(client.get("/en/2023/"))

    @pytest.mark.usefixtures("corrected")
    @pytest.mark.parametrize("page", ["2023/", "2023/r2/"])
    def test_a_corrected_year_tells_what_changed_in_the_country(
        self, client, page, django_assert_num_queries
    ):
        with django_assert_num_queries(3):
            answer = text(client.get(f"/en/{page}"))

        changed = answer[answer.index("What changed since r1") :]
        assert changed.startswith("What changed since r1 one sheet was read twice The cause is")
        assert "190,007 191,007" in changed
        assert "7,639" not in changed


def test_a_reported_number_says_where_it_comes_from_for_ever(client):
    ReportedValue.objects.update(source="Another")
    page = text(client.get("/en/indicators/parliament.senators/2023/"))

    assert "not counted from records. Source: Қазақстан Республикасының Парламенті." in page


def test_a_note_of_the_editors_is_part_of_the_release(client):
    words = {f"text_{language}": f"Since 2022 by hand ({language})." for language in LANGUAGES}
    note = IndicatorNote.objects.create(indicator="elders.events", **words)
    second_revision()
    note.delete()

    for language in LANGUAGES:
        page = text(client.get(f"/{language}/indicators/elders.events/"))
        assert f"Since 2022 by hand ({language})." in page
    assert "by hand" not in text(client.get("/en/2023/r1/elders.events/"))


class TestWhatItIsComparedWith:
    @pytest.fixture
    def corrected_before(self):
        """r2 of 2022, after 2023 r1 was compared with 2022 r1."""
        gone = Event.objects.filter(year=2022, region="KZ-71", participations__kind="elders")
        gone.first().delete()
        return publishing.publish(publishing.build_candidate(2022))

    PAGES = ["", "indicators/", "indicators/elders.events/2023/", "regions/kz-71/2023/"]

    @pytest.mark.parametrize("page", PAGES)
    def test_a_corrected_year_before_is_told_with_a_way_to_it(self, client, corrected_before, page):
        response = client.get(f"/en/{page}")

        assert "Changes compare with 2022 r1" in text(response)
        assert "It has been corrected since (2022 r2, " in text(response)
        assert 'href="/en/changes/#y2022"' in response.content.decode()

    def test_without_a_change_nothing_is_told(self, client, corrected_before):
        page = text(client.get("/en/indicators/parliament.group_senate/2023/"))

        assert "Changes compare" not in page

    def test_else_nothing_is_told(self, client):
        assert "Changes compare" not in text(client.get("/en/indicators/elders.events/2023/"))

    def test_a_fixed_page_names_the_release_for_ever(self, client):
        page = text(client.get("/en/2023/r1/elders.events/"))

        assert "Changes compare with 2022 r1." in page


class TestAPartOfAWhole:
    CODE = "parliament.group_senate"
    FULL = "Members of the group “Bir el – bir mudde” from the Senate"

    def test_it_has_a_title_that_stands_alone(self, client):
        body = client.get(f"/en/indicators/{self.CODE}/2023/").content.decode()

        assert f"<h1>{self.FULL}</h1>" in body and f"<title>{self.FULL}, 2023" in body
        assert "Of them" not in text(client.get(f"/en/compare/?i={self.CODE}&r=country"))

    def test_below_its_whole_a_few_words_do(self, client):
        assert "Of them: from the Senate 10 deputies" in text(client.get("/en/2023/"))


def test_a_figure_without_regions_says_nothing_of_their_sum(client):
    sums = "Regions add up to the country"

    assert sums not in text(client.get("/en/indicators/ambassadors.total/2023/"))
    assert sums in text(client.get("/en/indicators/elders.events/2023/"))


def test_staff_are_led_to_the_records_in_the_language_of_the_page(client):
    body = client.get("/ru/2023/r1/elders.events/").content.decode()

    assert "/admin/rows/elders.events/2023/?revision=1&amp;lang=ru" in body
