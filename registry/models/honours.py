"""Honours, public diplomacy and memoranda."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import Flow, Named, Record, Stock, reporting_unit, year_of
from registry.models.regions import REPUBLIC, Translated


class Nomination(Translated, Record):
    """A nomination of the special prize."""

    region = reporting_unit(default=REPUBLIC)

    class Meta(Record.Meta):
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["pk"]

    def counted_years(self):
        """A nomination moves no figure until an award names it."""
        return 1, 0


class Award(Flow):
    """The order or the special prize, given to one laureate."""

    day_field = "awarded_on"

    class Kind(models.TextChoices):
        ORDER = "order", _("order")
        PRIZE = "prize", _("special prize")

    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    laureate = models.CharField(_("laureate"), max_length=200)
    awarded_on = models.DateField(_("awarded on"))
    year = year_of("awarded_on")
    nomination = models.ForeignKey(
        Nomination,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("nomination"),
    )

    class Meta(Flow.Meta):
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-awarded_on", "-pk"]
        indexes = [models.Index(fields=["year", "kind", "nomination"], name="award_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="prize", nomination__isnull=False)
                | Q(kind="order", nomination__isnull=True),
                name="award_prize_has_a_nomination",
                violation_error_message=_("A prize has a nomination, the order has none."),
            ),
        ]

    def __str__(self):
        return self.laureate


class Ambassador(Named, Stock):
    """A Friendship Ambassador.  A name never leaves by a public page or file."""

    country = models.CharField(_("country"), max_length=100)

    class Meta(Stock.Meta):
        verbose_name = _("Friendship Ambassador")
        verbose_name_plural = _("Friendship Ambassadors")
        ordering = ["sort_key", "pk"]


class Memorandum(Named, Stock):
    """A memorandum of joint activity, in force from its signing to its end."""

    parties = models.CharField(_("parties"), max_length=500)

    class Meta(Stock.Meta):
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")
        ordering = ["sort_key", "pk"]
