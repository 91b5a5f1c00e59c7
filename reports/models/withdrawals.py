"""Figures that headquarters takes back: published once, they were wrong and have no number now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models import Correction
from registry.models.base import History
from reports.models.cells import OfOneCell, once_a_cell


class WithdrawalQuerySet(models.QuerySet):
    def in_force(self, year):
        """{(indicator, region code or None): Withdrawal} of a year (int)."""
        found = self.filter(year=year, is_in_force=True)
        return {(one.indicator, one.region_id): one for one in found}


class Withdrawal(OfOneCell):
    """A figure of a year that the next release shows as withdrawn instead of a number."""

    cause = models.CharField(_("cause"), max_length=5, choices=Correction.Cause.choices)
    note = models.TextField(_("note"), help_text=_("For the staff: it is not published."))
    is_in_force = models.BooleanField(_("in force"), default=True)

    objects = WithdrawalQuerySet.as_manager()
    history = History()

    class Meta(OfOneCell.Meta):
        verbose_name = _("withdrawn figure")
        verbose_name_plural = _("withdrawn figures")
        constraints = once_a_cell("withdrawal", _("This figure is there already."))

    def __str__(self):
        return f"{self.indicator} {self.region_id or ''} {self.year}"
