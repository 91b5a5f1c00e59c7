"""What is published: releases with their figures, and what headquarters adds to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.models import Region
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


class ReleaseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Release.State.PUBLISHED)

    def current(self):
        """Of each year the published release with the highest number."""
        newest = Release.objects.published().filter(year=OuterRef("year")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1])).order_by("-year")


class Release(models.Model):
    """The frozen figures of one year.  A published one never changes: the database refuses it."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", _("candidate")
        PROPOSED = "proposed", _("proposed")
        PUBLISHED = "published", _("published")

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.CANDIDATE
    )
    compared_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("release of the year before"),
    )
    built_at = models.DateTimeField(_("built at"), auto_now_add=True)
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("built by"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    note_kk = models.TextField(_("note in Kazakh"), blank=True)
    note_ru = models.TextField(_("note in Russian"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    is_demo = models.BooleanField(_("invented records"), default=False)
    # Frozen words: pages of an old release read nothing that may be renamed later.
    publisher = models.JSONField(_("publisher"), default=dict)
    units = models.JSONField(_("reporting units"), default=list)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="release_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_number_from_one"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="release_published_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(proposed_by=F("approved_by")),
                name="release_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.year} {self.revision}"

    @property
    def revision(self):
        """The name of the revision as people cite it: r1."""
        return f"r{self.number}"


class Definition(models.Model):
    """An indicator as it was meant when a release was built, in the three languages."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="definitions")
    indicator = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=20)
    section = models.CharField(max_length=20, blank=True)
    nature = models.CharField(max_length=5)
    is_additive = models.BooleanField()
    is_key = models.BooleanField()
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    unit_code = models.CharField(max_length=20)
    # {"kk": {"label", "definition", "theme", "unit": {"one", "few", "many"}}, "ru": ..., "en": ...}
    words = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "indicator"], name="definition_once"),
        ]

    def __str__(self):
        return self.indicator


class Figure(models.Model):
    """The value of an indicator for one year and one place; without a region, the country's."""

    class Status(models.TextChoices):
        FINAL = "final", _("final")
        NOT_REPORTED = "not_reported", _("not reported")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Origin(models.TextChoices):
        COUNTED = "counted", _("counted from records")
        REPORTED = "reported", _("reported as a number")
        MIXED = "mixed", _("counted, and reported where not counted")

    release = models.ForeignKey(Release, models.CASCADE, related_name="figures", db_index=False)
    indicator = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    value = models.BigIntegerField(null=True)
    status = models.CharField(max_length=14, choices=Status.choices)
    origin = models.CharField(max_length=8, choices=Origin.choices, blank=True)
    expected = models.PositiveSmallIntegerField(default=0)
    reported = models.PositiveSmallIntegerField(default=0)
    known = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            # Two constraints: SQLite knows no "nulls not distinct".
            models.UniqueConstraint(
                fields=["release", "indicator", "region"],
                condition=Q(region__isnull=False),
                name="figure_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["release", "indicator"],
                condition=Q(region__isnull=True),
                name="figure_once_a_country",
            ),
            models.CheckConstraint(
                condition=Q(status="final", value__isnull=False)
                | (~Q(status="final") & Q(value__isnull=True)),
                name="figure_final_has_a_value",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "release", "region"], name="figure_series")]

    def __str__(self):
        return f"{self.indicator} {self.region_id or ''}: {self.value}"


class ReportedValue(models.Model):
    """A number that was reported as such: of a unit, or of the country, for one year."""

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
    value = models.PositiveBigIntegerField(_("value"))
    source = models.CharField(_("source"), max_length=300)
    note = models.TextField(_("note"), blank=True)

    history = History()

    class Meta:
        verbose_name = _("reported value")
        verbose_name_plural = _("reported values")
        ordering = ["-year", "indicator", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region", "year"],
                condition=Q(region__isnull=False),
                name="reportedvalue_once_a_unit",
                violation_error_message=_("This value is there already."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(region__isnull=True),
                name="reportedvalue_once_a_country",
                violation_error_message=_("This value is there already."),
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="reportedvalue_not_negative"),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.year}"


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
