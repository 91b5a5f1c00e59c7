"""Houses of Friendship."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import Named, Stock
from registry.models.structures import Level


class House(Named, Stock):
    """A House of Friendship, the resource centre where associations work."""

    level = models.CharField(
        _("level"), max_length=12, choices=Level.choices[:5], default=Level.REGIONAL
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    area = models.PositiveIntegerField(_("area, m²"), null=True, blank=True)
    rooms = models.PositiveIntegerField(_("rooms"), null=True, blank=True)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)

    class Meta(Stock.Meta):
        verbose_name = _("House of Friendship")
        verbose_name_plural = _("Houses of Friendship")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Stock.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(area__isnull=True) | models.Q(area__gte=0),
                name="house_area_not_negative",
            ),
        ]
