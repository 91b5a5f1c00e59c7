"""The journalists' clubs and what they publish."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import Record
from registry.models.structures import Kind, KindProxy, OfKind, Structure


class JournalistsClub(KindProxy, Structure):
    """A journalists' club: one republican, one in each region."""

    KIND = Kind.JOURNALISTS
    objects = OfKind()

    class Meta(Record.Meta):
        proxy = True
        verbose_name = _("journalists' club")
        verbose_name_plural = _("journalists' clubs")


class MaterialCount(Record):
    """The materials that a club published in one month."""

    region_path = "club__region"

    club = models.ForeignKey(
        JournalistsClub,
        models.CASCADE,
        related_name="material_counts",
        verbose_name=_("journalists' club"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    materials = models.PositiveIntegerField(_("materials"))

    class Meta(Record.Meta):
        verbose_name = _("count of materials")
        verbose_name_plural = _("counts of materials")
        ordering = ["-year", "-month"]
        indexes = [models.Index(fields=["year", "club", "materials"], name="materialcount_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "year", "month"], name="one_material_count_a_club_and_month"
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12),
                name="materialcount_month",
                violation_error_message=_("The month is a number from 1 to 12."),
            ),
            models.CheckConstraint(
                condition=Q(materials__gte=0), name="materialcount_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.club}, {self.month:02}.{self.year}"
