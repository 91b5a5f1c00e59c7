"""What headquarters adds in words: the publisher, notes, the glossary, the press text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.models.base import History


class Publisher(models.Model):
    """Who publishes the figures: its name is data, since an institution may be renamed."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    short_kk = models.CharField(_("short name in Kazakh"), max_length=40)
    short_ru = models.CharField(_("short name in Russian"), max_length=40)
    short_en = models.CharField(_("short name in English"), max_length=40)
    seat_kk = models.CharField(_("seat in Kazakh"), max_length=200)
    seat_ru = models.CharField(_("seat in Russian"), max_length=200)
    seat_en = models.CharField(_("seat in English"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)

    history = History()

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publisher")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_publisher")]

    def __str__(self):
        return getattr(self, f"name_{get_language()}", self.name_kk)


class IndicatorNote(models.Model):
    """A remark of the editors on an indicator, in the three languages."""

    indicator = models.CharField(_("indicator"), max_length=40, unique=True)
    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"))
    text_en = models.TextField(_("text in English"))

    history = History()

    class Meta:
        verbose_name = _("note on an indicator")
        verbose_name_plural = _("notes on indicators")

    def __str__(self):
        return self.indicator


class Term(models.Model):
    """A word of the glossary in the three languages."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"))
    text_en = models.TextField(_("text in English"))

    history = History()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")

    def __str__(self):
        return getattr(self, f"name_{get_language()}", self.name_kk)


class PressTemplate(models.Model):
    """The sentences of the yearly text in one language, with slots for figures."""

    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, unique=True
    )
    text = models.TextField(_("text"))

    history = History()

    class Meta:
        verbose_name = _("template of the press text")
        verbose_name_plural = _("templates of the press text")

    def __str__(self):
        return self.get_language_display()


class MilestoneQuerySet(models.QuerySet):
    def of(self, year):
        """The milestones of a year (int) in their order."""
        return self.filter(year=year).order_by("position")


class Milestone(models.Model):
    """What happened in one year alone: a first time, an anniversary, the number of a session."""

    year = models.PositiveSmallIntegerField(_("year"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"))
    text_en = models.TextField(_("text in English"))

    objects = MilestoneQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["-year", "position"]

    def __str__(self):
        return f"{self.year}, {self.position}"

    def text(self, language):
        """The sentence (str) in a language (its code)."""
        return getattr(self, f"text_{language}")
