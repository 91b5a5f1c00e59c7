"""The yearly return: which years are open, who has submitted what, what is locked."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registry.models.regions import Region
from registry.sections import BY_KEY


class ReportingYear(models.Model):
    """A year that headquarters opened for reporting."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))
    release_on = models.DateField(_("planned release"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)

    class Meta:
        verbose_name = _("reporting year")
        verbose_name_plural = _("reporting years")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="reportingyear_dates_in_order"
            ),
        ]

    def __str__(self):
        return str(self.year)


class SubmissionQuerySet(models.QuerySet):
    def of_unit(self, unit):
        """The returns of a unit (code), newest first, each with its year."""
        # By the column: through the relation the order of the years would be turned round.
        return self.filter(region=unit).select_related("year").order_by("-year_id")

    def of_year(self, year):
        """The returns of a year (int), each with its year and unit."""
        return self.filter(year=year).select_related("year", "region")

    def accepted_by_year(self):
        """{year: (accepted returns, all returns)}.  One query."""
        accepted = Count("pk", filter=Q(state=Submission.State.ACCEPTED))
        rows = self.order_by().values_list("year_id").annotate(done=accepted, total=Count("pk"))
        return {year: (done, total) for year, done, total in rows}


class Submission(models.Model):
    """One unit's return for one year."""

    region_path = "region"

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        IN_REVIEW = "in_review", _("In review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("reporting unit"))
    year = models.ForeignKey(
        ReportingYear, models.PROTECT, db_column="year", verbose_name=_("year")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    reason = models.TextField(_("reason of the return"), blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly return")
        verbose_name_plural = _("yearly returns")
        ordering = ["-year", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year"], name="one_submission_a_unit_and_year"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="submission_accepted_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | Q(accepted_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(accepted_by=F("submitted_by")),
                name="submission_reviewer_is_not_submitter",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="submission_return_has_a_reason",
            ),
        ]
        permissions = [
            ("submit_submission", "Can submit the yearly return of an own unit"),
            ("review_submission", "Can review yearly returns"),
            ("audit_submission", "Can see who did what"),
        ]

    def __str__(self):
        return f"{self.region} {self.year_id}"

    @property
    def is_late(self):
        """Whether it was sent after the due day, or is still owed after it."""
        sent = None if self.is_with_the_unit else self.submitted_at
        day = timezone.localdate(sent) if sent else timezone.localdate()
        return (bool(sent) or self.is_with_the_unit) and day > self.year.due_on

    @property
    def is_with_the_unit(self):
        """Whether the unit may still work on it: a draft, or given back to be corrected."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class SectionStateQuerySet(models.QuerySet):
    def of(self, unit, year):
        """The sections of a unit's return (code, int), each with its return and year."""
        mine = self.filter(submission__region=unit, submission__year=year)
        return mine.with_windows().select_related("submission__year", "submission__submitted_by")

    def of_year(self, year):
        """The sections of all returns of a year (int), each with its return, year and unit."""
        found = self.filter(submission__year=year).with_windows()
        return found.select_related("submission__year", "submission__region", "omission")

    def accepted(self, year):
        """Sections whose numbers count as reported in a year (int): accepted, done or nil.

        Those that headquarters left out do not count.
        """
        return self.filter(
            submission__year=year,
            submission__state=Submission.State.ACCEPTED,
            state__in=[SectionState.State.DONE, SectionState.State.NIL],
            omission=None,
        )

    def left_out(self, unit, year):
        """The keys of the sections of a unit (code) that are left out of a year (int)."""
        mine = self.filter(submission__region=unit, submission__year=year, omission__isnull=False)
        return mine.values_list("section", flat=True)

    def sizes_of(self, year):
        """{unit code: how many sections (int) its return of a year (int) has}."""
        rows = self.filter(submission__year=year).values_list("submission__region").order_by()
        return dict(rows.annotate(models.Count("pk")))

    def settled(self, year):
        """Sections that a release of a year (int) need not wait for: accepted, or left out."""
        left_out = self.filter(submission__year=year, omission__isnull=False)
        return self.accepted(year) | left_out

    def opened(self):
        """Sections that a correction holds open today."""
        today = timezone.localdate()
        return self.filter(corrections__closes_on__gte=today, corrections__closed_at=None)

    def with_windows(self):
        """Each with the day (date) until which a correction holds it open, or None."""
        is_open = Q(corrections__closes_on__gte=timezone.localdate(), corrections__closed_at=None)
        return self.annotate(open_until=Max("corrections__closes_on", filter=is_open))

    def locked(self):
        """Sections that may not change: sent and not given back, or of a published year.

        A correction opens them until its last day is over.
        """
        sent = Q(
            submission__state__in=[
                Submission.State.SUBMITTED,
                Submission.State.IN_REVIEW,
                Submission.State.ACCEPTED,
            ]
        )
        kept_back = Q(submission__state=Submission.State.RETURNED, is_returned=False)
        published = Q(submission__year__published_at__isnull=False)
        opened = SectionState.objects.opened().order_by().values("pk")
        return self.filter(sent | kept_back | published).exclude(pk__in=opened)

    def exclude_reviewed(self):
        """Without those of returns that a reviewer has taken, of years that are not published."""
        taken = {"submission__state": Submission.State.IN_REVIEW}
        return self.exclude(**taken, submission__year__published_at=None)


class SectionState(models.Model):
    """One section of a return: still open, done, or nil (nothing happened, said on purpose)."""

    region_path = "submission__region"

    class State(models.TextChoices):
        OPEN = "open", _("In progress")
        DONE = "done", _("Done")
        NIL = "nil", _("Nil")

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="sections", verbose_name=_("yearly return")
    )
    section = models.CharField(_("section"), max_length=20)
    state = models.CharField(_("state"), max_length=4, choices=State.choices, default=State.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    is_returned = models.BooleanField(_("given back to be corrected"), default=False)

    objects = SectionStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a return")
        verbose_name_plural = _("sections of a return")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "section"], name="one_state_a_submission_and_section"
            ),
            models.CheckConstraint(
                condition=~Q(state="nil") | ~Q(reason=""), name="sectionstate_nil_has_a_reason"
            ),
        ]

    def __str__(self):
        known = BY_KEY.get(self.section)
        return f"{self.submission}: {known.label if known else self.section}"

    @cached_property
    def open_until(self):
        """The last day (date) of the correction that holds it open, or None."""
        return SectionState.objects.with_windows().get(pk=self.pk).open_until

    @property
    def is_locked(self):
        """The same as `locked` above, of a row that is read already with its return and year."""
        returned = self.submission
        if self.open_until:
            return False
        kept_back = returned.state == Submission.State.RETURNED and not self.is_returned
        is_sent = not returned.is_with_the_unit
        return is_sent or kept_back or returned.year.published_at is not None
