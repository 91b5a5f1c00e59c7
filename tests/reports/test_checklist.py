"""What keeps a release from being published, each fault made on purpose and found."""

import pytest
from django.utils import translation

from registry.models import Event, SectionState, Structure, Submission
from reports import agreement, checklist, feeds, workbook
from reports.checklist import blocking
from reports.models import Figure, PressTemplate, Release, ReportedValue
from tests.reports.signed import candidate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(autouse=True)
def in_english(request, monkeypatch):
    """English; the files are made only for those tests that read them."""
    if "files" not in request.fixturenames:
        monkeypatch.setattr(blocking, "disagreements", lambda summary: [])
    with translation.override("en"):
        yield


@pytest.fixture
def files():
    """For tests whose files are made and read back."""


def errors(release):
    return checklist.errors(checklist.Candidate(release))


def warnings(release):
    return [f.text for f in checklist.warnings(checklist.Candidate(release))]


def test_a_year_in_order_has_no_error_and_says_that_nothing_changed(files):
    release = candidate()

    assert errors(release) == []
    assert warnings(release) == ["No figure differs from 2023 r1."]


def test_it_names_each_unit_that_is_not_accepted():
    Submission.objects.filter(year=2023, region__in=["KZ-10", "REP"]).update(state="in_review")
    SectionState.objects.filter(
        submission__year=2023, submission__region="KZ-71", section="media"
    ).update(state="open")

    found = errors(candidate())

    assert [(f.key, f.where) for f in found if f.where == "return"] == [
        ("KZ-10", "return"),
        ("KZ-71", "return"),
        ("REP", "return"),
    ]
    assert "Astana: sections not accepted: 1." in [f.text for f in found]


def test_it_sees_records_that_changed_after_the_candidate_was_built():
    release = candidate()
    Event.objects.filter(region="KZ-10", held_on__year=2023).first().delete()

    found = [f for f in errors(release) if f.where == "build"]

    assert len(found) == 1 and "All events" in found[0].text


def later_day():
    Submission.objects.filter(year=2023, region="KZ-10").update(accepted_at="2024-02-02T10:00Z")


def other_words():
    text = PressTemplate.objects.first()
    PressTemplate.objects.filter(pk=text.pk).update(text=text.text + " One more sentence.")


def other_level():
    council = Structure.objects.filter(kind="elders", region="KZ-10", level="district").first()
    Structure.objects.filter(pk=council.pk).update(level="rural")


@pytest.mark.parametrize("happens", [later_day, other_words, other_level])
def test_it_sees_what_else_changed_after_the_candidate_was_built(happens):
    release = candidate()
    happens()

    found = [f.text for f in errors(release)]

    assert [t for t in found if t.startswith("What the candidate keeps")] == found and found


def test_a_candidate_beside_a_release_that_is_not_current_is_built_again():
    release = candidate()
    release.compared_with = Release.objects.exclude(pk=release.pk).get(year=2023)

    assert [f.where for f in errors(release)] == ["build"]


def test_reading_back_leaves_the_release_as_it_was(files):
    release = candidate()
    list(blocking.unlike_files(checklist.Candidate(release)))

    assert release.published_at is None


def change(release, value, code, region=None):
    Figure.objects.filter(release=release, indicator=code, region=region).update(value=value)


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("elders.events", 6359, "6,359; the units give 6,358."),
        ("chairs.chairs", 0, "its parts give"),
        ("parliament.group_senate", 11, "30; its parts give 31."),
        ("events.other", 0, "the figures by body give only"),
    ],
)
def test_it_sees_parts_that_do_not_add_up(code, value, sentence):
    release = candidate()
    change(release, value, code)

    assert any(sentence in text for text in (f.text for f in errors(release)))


def test_it_reads_the_files_back_and_finds_what_they_tell_otherwise(files, monkeypatch):
    release = candidate()
    as_it_is, build = feeds.figure, workbook.build

    def wrong(line, year):
        found = as_it_is(line, year)
        return found | {"value": 7} if line.code == "houses.total" else found

    def other(summary, language, *more):
        line = summary.country[0]
        line.figure.value += language == "ru"
        try:
            return build(summary, language, *more)
        finally:
            line.figure.value -= language == "ru"

    monkeypatch.setattr(feeds, "figure", wrong)
    monkeypatch.setattr(workbook, "build", other)
    told = [f.text for f in blocking.unlike_files(checklist.Candidate(release))]

    assert "json: houses.total is 7, the figure is 34." in told
    assert "csv: houses.total is 7, the figure is 34." in told
    assert "excel.ru: elders.councils is 1120, the figure is 1119." in told


def test_a_page_that_leaves_a_figure_out_is_found(files, monkeypatch):
    release = candidate()
    page = agreement._page
    without = lambda summary: {k: v for k, v in page(summary).items() if k != "houses.total"}  # noqa: E731
    monkeypatch.setattr(agreement, "_page", without)

    told = [f.text for f in blocking.unlike_files(checklist.Candidate(release))]

    assert [text for text in told if text.startswith("page.")] == [
        f"page.{code}: houses.total is None, the figure is 34." for code in ("kk", "ru", "en")
    ]


def test_a_correction_wants_its_note_in_three_languages():
    release = candidate()
    Release.objects.filter(pk=release.pk).update(note_kk=" ", note_en="")

    found = errors(Release.objects.get(pk=release.pk))

    assert [f.text for f in found] == ["The note on the revision is missing: Қазақша, English."]
    assert found[0].where == "notes"


def test_a_place_of_the_press_text_without_a_value_is_an_error():
    ReportedValue.objects.filter(indicator="parliament.senators", year=2023).delete()
    PressTemplate.objects.filter(language="kk").update(text="{parliament.senators}")

    found = [f for f in errors(candidate()) if f.where == "press"]

    assert len(found) == 1 and "Senators appointed" in found[0].text


def test_it_warns_of_what_is_counted_and_reported_and_differs():
    ReportedValue.objects.create(indicator="elders.events", year=2023, value=6000, source="-")

    told = warnings(candidate())

    assert any(
        "Counted and reported differ in 1 places" in text and "Councils of Elders" in text
        for text in told
    )


def test_it_warns_of_a_figure_that_lacks_a_unit():
    Submission.objects.filter(year=2023, region="KZ-10").update(state="in_review")

    told = warnings(candidate())

    one = next(text for text in told if text.startswith("Reported by 20 of 21 units"))
    assert "Councils of Elders" in one and sum("20 of 21" in text for text in told) == 1


def test_it_warns_of_a_jump():
    release = candidate()
    change(release, 20_000, "elders.events")

    assert any("Last year" in text and "20,000" in text for text in warnings(release))
