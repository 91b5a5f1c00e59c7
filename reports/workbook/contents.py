"""The first sheet: whose figures these are, what the other sheets hold, how to read them."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import grammar
from reports.workbook import cells


def contents(paper, facts, sheets):
    """Write the sheet: `facts` (name, text) about the file, `sheets` (name, what it holds)."""
    for name, text in facts:
        if text:
            paper.add(["text", "text"], name, text)
    paper.band("theme", _("Sheets"))
    for name, description in sheets:
        paper.add(["link", "text"], name, description)
        paper.link(name)
    _symbols(paper)


def publisher(release):
    """The name (str) of the publisher, as the release knew it."""
    return release.publisher[get_language()]["name"]


def demo_notice():
    return _("Demo registry: the records are invented, the figures are not real.")


def facts_of(summary, address):
    """(name, text) of what the first sheet tells of a Summary; `address` may be ""."""
    release, language = summary.release, get_language()
    return [
        (_("Release"), summary.edition),
        (_("Published"), _day(release.published_at)),
        (_("Units that reported"), cells.of(summary.accepted, len(summary.places))),
        (_("Not reported"), ", ".join(place.name for place in summary.missing)),
        (_("Reported as numbers"), _reported(summary.reported)),
        (_("Compared with"), summary.compared_with),
        (_("Note"), getattr(release, f"note_{language}")),
        (_("Current figures"), "" if summary.is_draft else _current(address)),
        (_("Code"), "" if summary.is_draft else _code(release)),
    ]


def _code(release):
    where = _("The page “Is this file current?” of the portal tells by it whether it still is.")
    return f"{release.code}. {where}"


def _reported(reported):
    """The figures that nobody counted from records (str), or ""."""
    if reported.is_all:
        return _("all figures")
    return ", ".join(line.label for line in reported.lines)


def _day(moment):
    if moment is None:
        return ""
    return grammar.of(get_language()).long_date(timezone.localdate(moment))


def _current(address):
    text = _("A release never changes: a correction is published as the next one.")
    return f"{text} {address}".strip()


def _symbols(paper):
    paper.band("theme", _("How to read the symbols"))
    meanings = {
        0: _("reported, and there was none"),
        cells.NO_DATA: _("not reported, or nothing to compare with"),
        cells.NOT_APPLICABLE: _("not applicable: there can be no such figure"),
        cells.WITHDRAWN: _("withdrawn: the published figure turned out to be wrong"),
    }
    for symbol, meaning in meanings.items():
        paper.add(["symbol", "text"], symbol, meaning)
