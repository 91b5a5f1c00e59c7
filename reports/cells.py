"""Which cells a year has: an indicator, a unit or the country, and a year that fit together."""

from django.utils.translation import gettext as _

from reports.compute import expected


def refusal(indicator, unit, year):
    """Why (str) a year (int) has no such figure of a unit (Region, or None: the country), or ""."""
    words = {"unit": unit, "year": year}
    if not indicator.applies_to(year):
        return _("This indicator is not kept for %(year)s.") % words
    if unit is None:
        return ""
    if indicator.source is None:
        return _("This indicator has one value, of the whole country. Leave the unit empty.")
    if not unit.reports(year):
        return _("%(unit)s does not report %(year)s.") % words
    if not expected(indicator, [unit.pk]):
        return _("%(unit)s does not report this indicator.") % words
    return ""
