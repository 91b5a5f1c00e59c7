"""The yearly returns as they stand.  Sending and reviewing them has its own pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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


class SectionStateInline(ReadOnly, Scoped, admin.TabularInline):
    model = SectionState
    fields = ["section", "state", "reason", "is_returned"]
    extra = 0


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, ScopedAdmin):
    """The desk moves a return: its page shows the figures that a decision is about."""

    list_display = ["region", "year", "state", "submitted_at", "accepted_at"]
    list_filter = ["year", UNIT, "state"]
    list_select_related = ["region"]
    fields = ["region", "year", "state", "reason"]
    fields += ["submitted_by", "submitted_at", "accepted_by", "accepted_at"]
    inlines = [SectionStateInline]


@admin.register(ReportingYear)
class ReportingYearAdmin(ReadOnly, PortalAdmin):
    """The desk opens a year and sets its dates."""

    list_display = ["year", "opens_on", "due_on", "release_on", "published_at"]
    search_fields = ["year"]
    fields = ["year", "opens_on", "due_on", "release_on", "published_at"]


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
