"""The report centre: the first page of those who only read.  A click is a file."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registry.models import Reporters
from reports.catalogue import THEMES
from reports.desk.page import show
from reports.summary import Shelf, places

WRITES = (
    "registry.change_event",
    "registry.review_submission",
    "reports.change_reportedvalue",
    "reports.approve_release",
)


def may_read(user):
    """Figures of all units, drafts among them, are for those who see all units."""
    return user.has_perm("registry.see_all_units")


def is_first_page_of(user):
    """Whether the centre is a person's first admin page: who sees all and changes nothing."""
    return may_read(user) and not any(user.has_perm(name) for name in WRITES)


class DayForm(forms.Form):
    """To which day an open year (int) is counted; today, or its last day, if none is chosen."""

    until = forms.DateField(
        label=gettext_lazy("Counted to the day"),
        required=False,
        widget=forms.DateInput({"aria-describedby": "until-help", "autocomplete": "off"}),
    )

    def __init__(self, data, year):
        self.year = year
        super().__init__(data if data.get("until") else {"until": last_day(year)})

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day.year != self.year:
            raise forms.ValidationError(_("Choose a day of %(year)s.") % {"year": self.year})
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


def last_day(year):
    """The last day (date) of a year that has come."""
    today = timezone.localdate()
    return today if today.year <= year else today.replace(year=year, month=12, day=31)


def open_years(shelf):
    """The years (list of int) that are open for reporting, newest first."""
    today = timezone.localdate()
    opened = [one.year for one in shelf.calendar if one.year <= today.year]
    return [year for year in opened if year not in shelf.years]


def centre(request):
    """The reports of a year: the latest published one, another, or an open one to a day."""
    if not may_read(request.user):
        raise PermissionDenied
    shelf = Shelf.of_today()
    opened = open_years(shelf)
    asked = [year for year in [*shelf.years, *opened] if str(year) == request.GET.get("year")]
    year = next(iter([*asked, *shelf.years, *opened]), None)
    frame = {
        "title": _("Reports in Excel"),
        "published": shelf.years,
        "opened": opened,
        "year": year,
    }
    frame |= {"languages": settings.LANGUAGES, "language": get_language()}
    if year is not None:
        frame |= _published(shelf, year) if year in shelf.years else _draft(request, year)
    return show(request, "centre.html", **frame)


def _published(shelf, year):
    release = shelf.current(year)
    definitions = release.definitions.all()
    return {
        "release": release,
        "units": [(place.code, place.name) for place in places(release)],
        "themes": {d.theme: d.words[get_language()]["theme"] for d in definitions}.items(),
    }


def _draft(request, year):
    form = DayForm(request.GET, year)
    return {
        "form": form,
        "until": form.cleaned_data["until"] if form.is_valid() else None,
        "units": [(unit.pk, unit.name) for unit in Reporters().units_of(year)],
        "themes": THEMES.items(),
    }
