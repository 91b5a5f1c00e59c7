"""The releases: every year with its days and where it stands, and the form that opens a year."""

from itertools import pairwise

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.portal import YEARS
from registry.models import ReportingYear, Submission
from reports import releasing
from reports.desk.page import attempt, show
from reports.models import Release

LOOKERS = ("reports.open_year", "reports.propose_release", "reports.approve_release")
LOOKERS += ("registry.review_submission",)


class YearForm(forms.ModelForm):
    """The days of a reporting year."""

    year = forms.IntegerField(label=gettext_lazy("Year"), **YEARS)

    class Meta:
        model = ReportingYear
        fields = ["year", "opens_on", "due_on", "release_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["year"]

    def clean(self):
        """The days follow each other: opened, due, published."""
        data = super().clean()
        days = [name for name in ("opens_on", "due_on", "release_on") if data.get(name)]
        for before, after in pairwise(days):
            if data[after] < data[before]:
                words = {"day": self.fields[before].label}
                self.add_error(after, _("This day is before another one: %(day)s.") % words)
        return data


def refuse_a_stranger(user):
    """Releases are made by editors, approvers and reviewers; nobody else looks on."""
    if not any(user.has_perm(name) for name in LOOKERS):
        raise PermissionDenied


def releases(request):
    """Every year that was opened, the latest first."""
    refuse_a_stranger(request.user)
    newest = Release.objects.newest_of_each_year()
    accepted = Submission.objects.accepted_by_year()
    rows = [
        {"days": days, "release": newest.get(days.pk), "accepted": accepted.get(days.pk, (0, 0))}
        for days in ReportingYear.objects.order_by("-year")
    ]
    return show(
        request,
        "releases.html",
        title=_("Releases"),
        rows=rows,
        missed=releasing.missed(),
        may_open=releasing.may(request.user, "open_year"),
    )


def open_year(request):
    """The form with the days of a new year; a POST opens it."""
    if not releasing.may(request.user, "open_year"):
        raise PermissionDenied
    form = YearForm(request.POST or None)
    if form.is_valid() and attempt(request, releasing.open_year, form.instance, request.user):
        words = {"year": form.instance.pk}
        messages.success(request, _("%(year)s is open. Each unit has its return.") % words)
        return redirect("admin:desk_release", form.instance.pk)
    return show(request, "open_year.html", title=_("Open a year"), form=form)
