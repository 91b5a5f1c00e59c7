"""A year to a chosen day, counted from the records as they stand: never published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from reports.summary.lines import Summary


@dataclass(kw_only=True)
class Draft(Summary):
    """The lines of a year to the day `until`, beside the same day of the year before."""

    until: date
    taken_at: datetime
    is_draft = True

    @property
    def edition(self):
        return _("DRAFT") + f", {_named(self.until)}"

    @property
    def moment(self):
        return self.taken_at

    @property
    def compared_with(self):
        return _named(a_year_before(self.until))

    @property
    def notice(self):
        """What every sheet says of itself (lines)."""
        days = {"day": _day(self.until), "before": _day(a_year_before(self.until))}
        return (
            _("All records to %(day)s, accepted or not, beside those to %(before)s.") % days,
            _("Not published: not to be quoted."),
        )

    def named(self, text):
        """A title (str) that says what this is."""
        return _("DRAFT. %(title)s (to %(day)s)") % {"title": text, "day": _day(self.until)}


def a_year_before(day):
    """The same day of the year before (date); 28 February for the 29th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _named(day):
    return _("%(year)s (to %(day)s)") % {"year": day.year, "day": _day(day)}


def _day(day):
    return f"{day:%d.%m.%Y}"
