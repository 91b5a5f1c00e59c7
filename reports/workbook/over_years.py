"""The country over the years -> Excel."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.workbook import cover_of, definitions_page, years
from reports.workbook.book import bind


def build(summary, comparison, language, address=""):
    """The workbook (bytes) of the country over the years (Comparison) up to a Summary."""
    with translation.override(language):
        title = _("Figures over the years, %(years)s") % {"years": comparison.years}
        cover = cover_of(summary, title, address)
        if not summary.is_draft:
            cover.facts.append((_("Releases"), ", ".join(map(str, comparison.releases))))
        return bind(cover, [*years.pages(comparison), definitions_page(summary.country)])
