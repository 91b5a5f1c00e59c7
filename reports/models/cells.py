"""What headquarters says of one cell: an indicator, a unit or the country, a year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models import Region


def once_a_cell(name, told):
    """The constraints (list) against a second row about a cell; `told` is what people read."""
    unit, country = ["indicator", "region", "year"], ["indicator", "year"]
    return [
        models.UniqueConstraint(
            fields=fields,
            condition=Q(region__isnull=is_country),
            name=f"{name}_once_a_{place}",
            violation_error_message=told,
        )
        for place, fields, is_country in (("unit", unit, False), ("country", country, True))
    ]


class OfOneCell(models.Model):
    """A row about one cell."""

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

    class Meta:
        abstract = True
        ordering = ["-year", "indicator", "region"]
