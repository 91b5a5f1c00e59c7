"""Figures that headquarters takes back: published once, they were wrong and have no number now."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models import Correction, Region
from registry.models.base import History


class WithdrawalQuerySet(models.QuerySet):
    def in_force(self, year):
        """{(indicator, region code or None): Withdrawal} of a year (int)."""
        found = self.filter(year=year, is_in_force=True)
        return {(one.indicator, one.region_id): one for one in found}


class Withdrawal(models.Model):
    """A figure of a year that the next release shows as withdrawn instead of a number."""

    indicator = models.CharField(_("indicator"), max_length=40)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reporting unit"),
        help_text=_("Empty: the whole country."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    cause = models.CharField(_("cause"), max_length=5, choices=Correction.Cause.choices)
    note = models.TextField(_("note"), help_text=_("For the staff: it is not published."))
    is_in_force = models.BooleanField(_("in force"), default=True)

    objects = WithdrawalQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("withdrawn figure")
        verbose_name_plural = _("withdrawn figures")
        ordering = ["-year", "indicator", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region", "year"],
                condition=Q(region__isnull=False),
                name="withdrawal_once_a_unit",
                violation_error_message=_("This figure is there already."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(region__isnull=True),
                name="withdrawal_once_a_country",
                violation_error_message=_("This figure is there already."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.region_id or ''} {self.year}"
