"""The yearly returns as they stand.  Sending and reviewing them has its own pages."""

from django import forms
from django.contrib import admin
from django.db.models import TextField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry import sections
from registry.admin.base import UNIT, Scoped, ScopedAdmin
from registry.admin.portal import PortalAdmin, ReadOnly
from registry.models import ImportBatch, ReportingYear, SectionState, Submission

State = Submission.State
STAMPS = {State.SUBMITTED: "submitted", State.ACCEPTED: "accepted"}


class SubmissionForm(forms.ModelForm):
    """Fills in who moved a return and when: nobody types that."""

    user = None  # the person at the form, set for each request

    def clean(self):
        data = super().clean()
        state = data.get("state")
        if state == State.RETURNED and not data.get("reason"):
            self.add_error("reason", _("Say why the return is given back."))
        if "state" in self.changed_data and state in STAMPS:
            self._stamp(state)
        return data

    def _stamp(self, state):
        if state == State.ACCEPTED and self.instance.submitted_by_id == self.user.pk:
            self.add_error("state", _("A return is accepted by another person than sent it."))
        setattr(self.instance, f"{STAMPS[state]}_by", self.user)
        setattr(self.instance, f"{STAMPS[state]}_at", timezone.now())


class SectionStateForm(forms.ModelForm):
    section = forms.ChoiceField(
        label=_("section"), choices=lambda: [(s.key, s.label) for s in sections.SECTIONS]
    )

    def clean(self):
        data = super().clean()
        if data.get("state") == SectionState.State.NIL and not data.get("reason"):
            self.add_error("reason", _("Say why there is nothing to report."))
        return data


class SectionStateInline(Scoped, admin.TabularInline):
    model = SectionState
    form = SectionStateForm
    fields = ["section", "state", "reason", "is_returned"]
    extra = 0
    can_delete = False
    formfield_overrides = {TextField: {"widget": forms.Textarea(attrs={"rows": 1, "cols": 40})}}


@admin.register(Submission)
class SubmissionAdmin(ScopedAdmin):
    form = SubmissionForm
    list_display = ["region", "year", "state", "submitted_at", "accepted_at"]
    list_filter = ["year", UNIT, "state"]
    list_select_related = ["region"]
    fields = ["region", "year", "state", "reason"]
    readonly_fields = ["submitted_by", "submitted_at", "accepted_by", "accepted_at"]
    fields += readonly_fields
    inlines = [SectionStateInline]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def has_delete_permission(self, request, obj=None):
        """A return that is gone would open its records again."""
        return False


@admin.register(ReportingYear)
class ReportingYearAdmin(PortalAdmin):
    list_display = ["year", "opens_on", "due_on", "release_on", "published_at"]
    search_fields = ["year"]
    fields = ["year", "opens_on", "due_on", "release_on", "published_at"]
    readonly_fields = ["published_at"]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly, ScopedAdmin):
    list_display = ["created_at", "region", "year", "section", "file_name", "added", "updated"]
    list_filter = ["year", UNIT]
    list_select_related = ["region"]
