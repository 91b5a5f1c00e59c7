"""How accepted numbers may still change: windows, corrections in review, what is left out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.models.regions import Region
from registry.models.returns import SectionState, Submission

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


def person(label, **options):
    """A link to the person who did something."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=label, **PERSON, **options)


class CorrectionQuerySet(models.QuerySet):
    def waiting(self):
        """Requests that nobody has decided on."""
        return self.filter(closes_on=None, declined_at=None)

    def open_on(self, day):
        """Windows in which the unit may write on a day (date)."""
        return self.filter(closes_on__gte=day, closed_at=None)

    def open_after(self, moment):
        """Windows in which the unit may have written after a moment (aware datetime)."""
        still = Q(closed_at=None) | Q(closed_at__gte=moment)
        return self.filter(still, closes_on__gte=timezone.localdate(moment))

    def ended_by(self, day):
        """Windows that are over on a day (date), by their date or by an act."""
        return self.filter(
            Q(closes_on__lt=day) | Q(closed_at__isnull=False), closes_on__isnull=False
        )

    def over(self, day):
        """What is declined, or whose window is over on a day (date)."""
        return self.exclude(declined_at=None) | self.ended_by(day)

    def opened(self):
        """Windows that were opened, whether they are over or not."""
        return self.filter(closes_on__isnull=False)

    def of_year(self, year):
        """Those about a reporting year (int)."""
        return self.filter(sections__submission__year=year).distinct()

    def windows_of(self, year):
        """What stands about a year (int), but for the declined; with sections, unit and people."""
        found = self.of_year(year).filter(declined_at=None).select_related("region")
        return found.prefetch_related("sections__submission")

    def in_words(self):
        """Each with its unit, people and sections, the newest first."""
        found = self.select_related("region", "asked_by", "opened_by", "declined_by")
        return found.prefetch_related("sections__submission")


class Correction(models.Model):
    """A request to correct a unit's locked sections, and the window that answers it.

    It is open from `opened_at` until the end of `closes_on`; then the sections are locked again
    by the date alone.  What changed in it is published with the next release of these years.
    """

    region_path = "region"

    class Cause(models.TextChoices):
        ENTRY = "entry", _("wrong entry")
        LATE = "late", _("record found late")
        TWICE = "twice", _("recorded twice")
        RULE = "rule", _("counted by a wrong rule")
        OTHER = "other", _("another cause")

    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("reporting unit"))
    sections = models.ManyToManyField(
        SectionState, related_name="corrections", verbose_name=_("sections")
    )
    cause = models.CharField(_("cause"), max_length=5, choices=Cause.choices)
    note = models.TextField(_("note"))
    asked_by = person(_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    opened_by = person(_("opened by"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    declined_by = person(_("declined by"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    told_at = models.DateTimeField(_("end told at"), null=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["closes_on"], name="correction_closes")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, closes_on__isnull=True)
                | Q(opened_at__isnull=False, closes_on__isnull=False),
                name="correction_open_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | (Q(opened_at__isnull=True) & ~Q(answer="")),
                name="correction_declined_with_an_answer",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="correction_has_a_note"),
        ]

    def __str__(self):
        return f"№ {self.pk}"

    @property
    def is_open(self):
        """Whether the unit may write today."""
        is_in_time = self.closes_on is not None and self.closes_on >= timezone.localdate()
        return is_in_time and self.closed_at is None

    @property
    def is_waiting(self):
        return self.closes_on is None and self.declined_at is None


class OmissionQuerySet(models.QuerySet):
    def of_year(self, year):
        """What is left out of a year (int), each with its section and return."""
        mine = self.filter(section__submission__year=year)
        return mine.select_related("section__submission")

    def of_unit(self, unit):
        """What is left out of the returns of a unit (code)."""
        return self.filter(section__submission__region=unit)


class Omission(models.Model):
    """A section of a unit's return that headquarters leaves out of the figures, and says why."""

    region_path = "section__submission__region"

    section = models.OneToOneField(
        SectionState, models.CASCADE, related_name="omission", verbose_name=_("section")
    )
    reason_kk = models.TextField(_("reason in Kazakh"))
    reason_ru = models.TextField(_("reason in Russian"))
    reason_en = models.TextField(_("reason in English"))
    left_out_by = person(_("left out by"))
    left_out_at = models.DateTimeField(_("left out at"), auto_now_add=True)

    objects = OmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section left out")
        verbose_name_plural = _("sections left out")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason_kk="") & ~Q(reason_ru="") & ~Q(reason_en=""),
                name="omission_has_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.section)

    @property
    def reason(self):
        """The public reason in the language of the page."""
        return getattr(self, f"reason_{get_language()}", self.reason_kk)


class AmendmentQuerySet(models.QuerySet):
    def of(self, unit, year):
        """Corrections of a unit's return (code, int) by reviewers, oldest first, with people."""
        mine = self.filter(submission__region=unit, submission__year=year).order_by("pk")
        return mine.select_related("made_by", "disputed_by", "answered_by")

    def disputed(self):
        """Those that the unit disputes and nobody has answered."""
        return self.filter(disputed_at__isnull=False, answered_at=None)


class Amendment(models.Model):
    """A record that a reviewer corrected before publication: old and new, and why."""

    region_path = "submission__region"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="amendments", verbose_name=_("yearly return")
    )
    section = models.CharField(_("section"), max_length=20)
    record = models.CharField(_("record"), max_length=300)
    model = models.CharField(max_length=60)
    key = models.BigIntegerField()
    changes = models.JSONField(_("changes"))  # [[field, old, new], ...], values as texts
    reason = models.TextField(_("reason"))
    made_by = person(_("corrected by"))
    made_at = models.DateTimeField(_("corrected at"), auto_now_add=True)
    dispute = models.TextField(_("objection"), blank=True)
    disputed_by = person(_("objection by"), null=True, blank=True)
    disputed_at = models.DateTimeField(_("objection at"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = person(_("answered by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction by a reviewer")
        verbose_name_plural = _("corrections by reviewers")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("made_by")),
                name="amendment_answered_by_another",
            ),
        ]

    def __str__(self):
        return self.record

    @property
    def is_disputed(self):
        """Whether an objection waits for an answer."""
        return self.disputed_at is not None and self.answered_at is None


class CommentQuerySet(models.QuerySet):
    def of(self, unit, year):
        """The comments on a unit's return (code, int), oldest first, with their authors."""
        mine = self.filter(submission__region=unit, submission__year=year).order_by("pk")
        return mine.select_related("written_by")


class Comment(models.Model):
    """A remark of the review, pinned to a section or to one of its figures."""

    region_path = "submission__region"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="comments", verbose_name=_("yearly return")
    )
    section = models.CharField(_("section"), max_length=20)
    figure = models.CharField(_("figure"), max_length=40, blank=True)
    text = models.TextField(_("text"))
    written_by = person(_("person"))
    written_at = models.DateTimeField(_("time"), auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_not_empty")]

    def __str__(self):
        return self.text
