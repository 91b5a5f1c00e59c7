"""The yearly returns as they stand.  Sending and reviewing them has its own pages."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from registry import returns, sections
from registry.admin.base import UNIT, Scoped, ScopedAdmin
from registry.admin.portal import PortalAdmin, ReadOnly
from registry.models import (
    Amendment,
    Comment,
    Correction,
    ImportBatch,
    Letter,
    Omission,
    Receipt,
    ReportingYear,
    SectionState,
    Submission,
    WarningReason,
)

State = Submission.State
# What a reviewer may do with a return, and what it is then.
MOVES = {
    State.IN_REVIEW: returns.take,
    State.ACCEPTED: returns.accept,
    State.RETURNED: returns.give_back,
}


def _section_choices():
    return [(section.key, section.label) for section in sections.SECTIONS]


class SubmissionForm(forms.ModelForm):
    """Moves a return by one of the acts of `registry.returns`, which says what is possible."""

    user = None  # the person at the form, set for each request
    given_back = forms.MultipleChoiceField(
        label=_("sections to be corrected"),
        choices=_section_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        """Try the act and take it back: what refuses it is an error of the form."""
        data = super().clean()
        if not self.errors and "state" in self.changed_data:
            try:
                with transaction.atomic():
                    self.move(data)
                    transaction.set_rollback(True)
            except returns.Refused as error:
                self.add_error(None, error)
            except PermissionDenied:
                self.add_error(None, _("You may not review this return."))
        return data

    def move(self, data):
        """Do the act that the chosen state asks for."""
        act = MOVES.get(data["state"])
        if act is None:
            raise returns.Refused(_("Only the unit itself sends or withdraws its return."))
        more = [data["reason"], data["given_back"]] if act is returns.give_back else []
        act(self.instance, self.user, *more)


class SectionStateInline(ReadOnly, Scoped, admin.TabularInline):
    model = SectionState
    fields = ["section", "state", "reason", "is_returned"]
    extra = 0


@admin.register(Submission)
class SubmissionAdmin(ScopedAdmin):
    form = SubmissionForm
    list_display = ["region", "year", "state", "submitted_at", "accepted_at"]
    list_filter = ["year", UNIT, "state"]
    list_select_related = ["region"]
    fields = ["region", "year", "state", "reason", "given_back"]
    readonly_fields = ["region", "year", "submitted_by", "submitted_at", "accepted_by"]
    readonly_fields += ["accepted_at"]
    fields += readonly_fields[2:]
    inlines = [SectionStateInline]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, obj, form, change):
        if "state" in form.changed_data:
            form.move(form.cleaned_data)

    def has_add_permission(self, request):
        """Opening a year makes the returns of all its units."""
        return False

    def has_delete_permission(self, request, obj=None):
        """A return that is gone would open its records again."""
        return False


@admin.register(ReportingYear)
class ReportingYearAdmin(PortalAdmin):
    list_display = ["year", "opens_on", "due_on", "release_on", "published_at"]
    search_fields = ["year"]
    fields = ["year", "opens_on", "due_on", "release_on", "published_at"]
    readonly_fields = ["published_at"]

    def save_model(self, request, obj, form, change):
        """A year that headquarters opens has a return for each unit from its first minute."""
        super().save_model(request, obj, form, change)
        returns.open_year(obj.pk, by=None if change else request.user)


class BehindAdmin(ReadOnly, ScopedAdmin):
    """What the pages of the desk show better: not in the menu."""

    def has_module_permission(self, request):
        return False


@admin.register(Receipt)
class ReceiptAdmin(BehindAdmin):
    list_display = ["number", "submission", "sent_at", "sent_by", "is_late", "withdrawn_at"]
    list_filter = ["submission__year"]
    list_select_related = ["submission__region", "sent_by"]

    @admin.display(description=_("number"), ordering="pk")
    def number(self, receipt):
        return receipt.number


@admin.register(WarningReason)
class WarningReasonAdmin(BehindAdmin):
    list_display = ["submission", "code", "text", "given_by", "given_at"]
    list_filter = ["submission__year", "code"]
    list_select_related = ["submission__region", "given_by"]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly, ScopedAdmin):
    list_display = ["created_at", "region", "year", "section", "file_name", "added", "updated"]
    list_filter = ["year", UNIT]
    list_select_related = ["region"]


@admin.register(Correction)
class CorrectionAdmin(BehindAdmin):
    list_display = ["asked_at", "region", "cause", "asked_by", "opened_at", "closes_on"]
    list_filter = [UNIT, "cause"]
    list_select_related = ["region", "asked_by"]


@admin.register(Omission)
class OmissionAdmin(BehindAdmin):
    list_display = ["section", "left_out_by", "left_out_at"]
    list_select_related = ["section__submission__region", "left_out_by"]


@admin.register(Amendment)
class AmendmentAdmin(BehindAdmin):
    exclude = ["model", "key"]
    list_display = ["submission", "record", "reason", "made_by", "made_at", "disputed_at"]
    list_filter = ["submission__year"]
    list_select_related = ["submission__region", "made_by"]


@admin.register(Comment)
class CommentAdmin(BehindAdmin):
    list_display = ["submission", "section", "text", "written_by", "written_at"]
    list_filter = ["submission__year"]
    list_select_related = ["submission__region", "written_by"]


@admin.register(Letter)
class LetterAdmin(BehindAdmin):
    list_display = ["made_at", "kind", "person", "region", "year", "sent_at", "failed_at"]
    list_filter = ["year", "kind", UNIT]
    list_select_related = ["person", "region"]
