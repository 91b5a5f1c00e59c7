"""Ethnocultural associations."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import Named, Stock
from registry.models.houses import House
from registry.models.structures import Level


class Association(Named, Stock):
    """An ethnocultural association, registered or not; accredited ones are full members."""

    ethnic_group = models.CharField(_("ethnic group"), max_length=100)
    level = models.CharField(
        _("level"), max_length=12, choices=Level.choices[:5], default=Level.REGIONAL
    )
    bin = models.CharField(
        _("BIN"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{12}$", _("A BIN has 12 digits."))],
    )
    house = models.ForeignKey(
        House,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="associations",
        verbose_name=_("House of Friendship"),
    )
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    accredited_on = models.DateField(_("accredited on"), null=True, blank=True)

    class Meta(Stock.Meta):
        verbose_name = _("ethnocultural association")
        verbose_name_plural = _("ethnocultural associations")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Stock.Meta.constraints,
            models.UniqueConstraint(
                fields=["bin"], condition=~Q(bin=""), name="association_bin_once"
            ),
        ]

    def clean(self):
        super().clean()
        others = Association.objects.filter(bin=self.bin).exclude(pk=self.pk)
        if self.bin and others.exists():
            text = _("An association with this BIN is recorded already. Ask the secretariat.")
            raise ValidationError({"bin": text}, code="unique")
