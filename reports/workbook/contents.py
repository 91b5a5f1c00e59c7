"""The first sheet: whose figures these are, what the other sheets hold, how to read them."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import grammar
from reports.workbook import cells


def contents(paper, summary, sheets, address):
    """Write the sheet.  `sheets` are (name, description) of the others; `address` may be ""."""
    release = summary.release
    paper.band("note", publisher(release))
    if release.is_demo:
        paper.band("notice", demo_notice())
    _about(paper, summary, address)
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


def _about(paper, summary, address):
    release, language = summary.release, get_language()
    published = timezone.localdate(release.published_at)
    here, all_of_them = summary.accepted, len(summary.places)
    rows = [
        (_("Release"), f"{release}"),
        (_("Published"), grammar.of(language).long_date(published)),
        (_("Units that reported"), cells.of(here, all_of_them)),
        (_("Not reported"), ", ".join(place.name for place in summary.missing)),
        (_("Compared with"), str(release.compared_with or "")),
        (_("Note"), getattr(release, f"note_{language}")),
        (_("Current figures"), _current(address)),
    ]
    for name, text in rows:
        if text:
            paper.add(["text", "text"], name, text)


def _current(address):
    text = _("A release never changes: a correction is published as the next one.")
    return f"{text} {address}".strip()


def _symbols(paper):
    paper.band("theme", _("How to read the symbols"))
    meanings = {
        0: _("reported, and there was none"),
        cells.NO_DATA: _("no data: not reported, or withdrawn"),
        cells.NOT_APPLICABLE: _("not applicable: there can be no such figure"),
    }
    for symbol, meaning in meanings.items():
        paper.add(["symbol", "text"], symbol, meaning)
