"""Mediators, their agreements and trainings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import Flow, KeyField, Stock, year_of
from registry.text import sort_key


class Mediator(Stock):
    """A mediator in the Assembly's register.  A name never leaves by a public page or file."""

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("professional")
        PUBLIC = "public", _("public")
        ETHNOMEDIATOR = "ethnomediator", _("ethnomediator")

    register_number = models.CharField(_("register number"), max_length=30, unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    search_key = KeyField(of="full_name", db_index=True)
    sort_key = KeyField(of="full_name", make=sort_key, db_index=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices)

    class Meta(Stock.Meta):
        verbose_name = _("mediator")
        verbose_name_plural = _("mediators")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.full_name


class Agreement(Flow):
    """A mediation agreement.  None are concluded from 2024 on."""

    day_field = "concluded_on"

    class Category(models.TextChoices):
        FAMILY = "family", _("family")
        NEIGHBOURS = "neighbours", _("neighbours")
        LABOUR = "labour", _("labour")
        INTERETHNIC = "interethnic", _("interethnic")
        OTHER = "other", _("other")

    concluded_on = models.DateField(_("concluded on"))
    year = year_of("concluded_on")
    mediator = models.ForeignKey(
        Mediator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("mediator"),
    )
    category = models.CharField(_("category"), max_length=11, choices=Category.choices)

    class Meta(Flow.Meta):
        verbose_name = _("mediation agreement")
        verbose_name_plural = _("mediation agreements")
        ordering = ["-concluded_on", "-pk"]
        indexes = [models.Index(fields=["year", "region"], name="agreement_year")]

    def __str__(self):
        return f"{self.get_category_display()}, {self.concluded_on:%d.%m.%Y}"


class Training(Flow):
    """A seminar or training on ethnomediation."""

    held_on = models.DateField(_("held on"))
    year = year_of("held_on")
    title = models.CharField(_("title"), max_length=300)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    trainees = models.PositiveIntegerField(_("trainees"))

    class Meta(Flow.Meta):
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["year", "region", "trainees"], name="training_year")]
        constraints = [
            models.CheckConstraint(condition=Q(trainees__gte=0), name="training_not_negative"),
        ]

    def __str__(self):
        return self.title
