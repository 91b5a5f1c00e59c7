"""Ethnic media and their languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.associations import Association
from registry.models.base import Named, Stock
from registry.models.regions import Translated


class Language(Translated):
    """A language of the ethnic media.  Its code is the ISO 639 code."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]


class MediaOutlet(Named, Stock):
    """A newspaper, magazine, programme or site of an ethnocultural association."""

    _history_m2m_fields = ["languages"]

    class Form(models.TextChoices):
        NEWSPAPER = "newspaper", _("newspaper")
        MAGAZINE = "magazine", _("magazine")
        RADIO = "radio", _("radio programme")
        TELEVISION = "television", _("television programme")
        ONLINE = "online", _("online outlet")

    association = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=_("ethnocultural association"),
    )
    form = models.CharField(_("form"), max_length=10, choices=Form.choices)
    languages = models.ManyToManyField(
        Language, related_name="outlets", verbose_name=_("languages")
    )

    class Meta(Stock.Meta):
        verbose_name = _("media outlet")
        verbose_name_plural = _("media outlets")
        ordering = ["sort_key", "pk"]
