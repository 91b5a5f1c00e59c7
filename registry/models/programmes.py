"""Programmes, grants, studies, projects, and the monitoring trips."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import Flow, Named, Owned, RecordQuerySet, year_of
from registry.models.houses import House
from registry.models.regions import Region

WINDOW = 6  # years: scientific-technical programmes are told in six-year windows


class ProgrammeQuerySet(RecordQuerySet):
    def begun_in(self, year):
        """Programmes that started or ended in a year (int)."""
        return self.filter(Q(started_on__year=year) | Q(finished_on__year=year))


class Programme(Named, Owned):
    """A programme, grant project, study, national project, or social project of a House."""

    class Kind(models.TextChoices):
        SCIENTIFIC = "scientific", _("scientific-technical programme")
        GRANT = "grant", _("grant project")
        STUDY = "study", _("study")
        NATIONAL = "national", _("national project")
        SOCIAL = "social", _("social project of a House")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    house = models.ForeignKey(
        House,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("House of Friendship"),
    )
    lead = models.CharField(_("lead organisation"), max_length=300, blank=True)
    started_on = models.DateField(_("started on"))
    finished_on = models.DateField(_("finished on"), null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["kind", "started_on", "finished_on"], name="programme_dates"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                name="programme_dates_in_order",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def counted_years(self):
        """A social project counts in the year it is finished, the others while they last."""
        end = self.finished_on and self.finished_on.year
        if self.kind == self.Kind.SOCIAL:
            return (end, end) if end else (1, 0)
        after = WINDOW - 1 if self.kind == self.Kind.SCIENTIFIC else 0
        return self.started_on.year, end and end + after


class MonitoringTrip(Flow):
    """A trip of a monitoring group to a region."""

    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trips",
        verbose_name=_("programme"),
    )
    visited = models.ForeignKey(
        Region, models.PROTECT, related_name="+", verbose_name=_("visited region")
    )
    held_on = models.DateField(_("held on"))
    year = year_of("held_on")

    class Meta(Flow.Meta):
        verbose_name = _("monitoring trip")
        verbose_name_plural = _("monitoring trips")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["year", "region", "visited"], name="trip_year")]

    def __str__(self):
        return f"{self.visited}, {self.held_on:%d.%m.%Y}"
