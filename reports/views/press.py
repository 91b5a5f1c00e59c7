"""The press text of a year: sentences whose every number leads to its indicator."""

from django.utils.translation import get_language

from reports.press import slots
from reports.summary import NotPublished, Shelf, Summary, told_lines
from reports.views.page import find, not_yet, public, show
from reports.views.picked import by_year

FIRST_LANGUAGE = "kk"  # the one to fall back on where a text was not written in another


@by_year("reports:press")
@public
def press(request, year=None, number=None):
    """The yearly text as a release keeps it, and the exact values below."""
    shelf = Shelf.of_today()
    try:
        release = find(shelf, year, number)
    except NotPublished:
        return not_yet(request, year, number)
    language = next((at for at in (get_language(), FIRST_LANGUAGE) if at in release.press), None)
    text = release.press.get(language)
    context = {"section": "press", "text": text, "text_language": language}
    context["summary"] = Summary(release, [])
    context |= {"rows": _rows(text, release) if text else []}
    return show(request, "reports/press.html", shelf, release, number, **context)


def _rows(text, release):
    """(how it is said, Line) of each indicator of a text, in their order there."""
    said = {piece["code"]: piece for piece in slots(text)}  # the last: a headline may use words
    lines = told_lines(release, {code: piece["value"] for code, piece in said.items()})
    return [(said[line.code]["text"], line) for line in lines]
