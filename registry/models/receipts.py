"""What goes with a return when it is sent: reasons for what looks odd, and the receipt."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.returns import Submission


def digest(content):
    """The SHA-256 (hex, str) of anything that JSON can hold, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class WarningReasonQuerySet(models.QuerySet):
    def of(self, unit, year):
        """The reasons given for a unit's return (code, int), oldest first."""
        return self.filter(submission__region=unit, submission__year=year).order_by("pk")


class WarningReason(models.Model):
    """Why a number that looks odd is right.

    The subject is made of what the warning is about, never of a row's number: a reason
    survives that rows are deleted and imported again.
    """

    region_path = "submission__region"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="reasons", verbose_name=_("yearly return")
    )
    code = models.CharField(_("warning"), max_length=3)
    subject = models.CharField(_("subject"), max_length=64)
    text = models.TextField(_("reason"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    given_at = models.DateTimeField(_("time"), auto_now=True)

    objects = WarningReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason for a warning")
        verbose_name_plural = _("reasons for warnings")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "code", "subject"], name="one_reason_a_warning"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="warningreason_not_empty"),
        ]

    def __str__(self):
        return f"{self.code}: {self.text}"


class ReceiptQuerySet(models.QuerySet):
    def last_of(self, unit, year, number):
        """The newest receipts (at most `number`) of a unit's return (code, int)."""
        mine = self.filter(submission__region=unit, submission__year=year)
        return mine.select_related("submission", "sent_by")[:number]


class Receipt(models.Model):
    """The proof that a return was sent: what, by whom, when.  It is never changed or deleted."""

    region_path = "submission__region"

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="receipts", verbose_name=_("yearly return")
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    sent_at = models.DateTimeField(_("submitted at"))
    is_late = models.BooleanField(_("late"))
    # What was sent: figures, sections, reasons, a digest of the rows.  `sha256` is made of it.
    content = models.JSONField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-pk"]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """The number (str) that people cite: unit, year and a count that never repeats.

        The code of the unit tells it from the number of an import, in every language.
        """
        return f"{self.submission.region_id}-{self.submission.year_id}-{self.pk:04}"
