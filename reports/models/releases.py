"""What is published: releases, their figures, and what these meant then."""

import hashlib
from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from registry.models import Level, Region

CODES = 10_000


def code_of(year, number, published_at):
    """The code (str) of a published release (int, int, aware datetime)."""
    moment = published_at.astimezone(UTC).isoformat()
    digest = hashlib.sha256(f"{year} r{number} {moment}".encode()).hexdigest()
    return f"{year}-{number}-{int(digest, 16) % CODES:04}"


class ReleaseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Release.State.PUBLISHED)

    def unpublished(self):
        return self.exclude(state=Release.State.PUBLISHED)

    def waiting(self):
        """Signed by two people, to be published at an hour."""
        return self.filter(state=Release.State.PROPOSED, approved_by__isnull=False)

    def due(self, moment):
        """Of those waiting, the releases whose hour has come."""
        return self.waiting().filter(publish_at__lte=moment).order_by("year")

    def newest_of_each_year(self):
        """{year: its Release with the highest number, published or not}.  One query."""
        return {release.year: release for release in self.defer("press").order_by("number")}

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
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    publish_at = models.DateTimeField(_("hour of publication"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    note_kk = models.TextField(_("note in Kazakh"), blank=True)
    note_ru = models.TextField(_("note in Russian"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    is_demo = models.BooleanField(_("invented records"), default=False)
    # Frozen words: pages of an old release read nothing that may be renamed later.
    publisher = models.JSONField(_("publisher"), default=dict)
    units = models.JSONField(_("reporting units"), default=list, blank=True)
    # {"kk": {"headline": [piece, ...], "paragraphs": [[piece, ...], ...]}, ...}: reports/press/text
    press = models.JSONField(_("press text"), default=dict, blank=True)

    # Why figures differ from those of the revision before: reports/causes.py
    causes = models.JSONField(_("causes"), default=list, blank=True)

    # How many bytes its files have, by their names: reports/sizes.py
    sizes = models.JSONField(_("sizes of the files"), default=dict, blank=True)

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
        permissions = [
            ("open_year", "Can open a year for reporting"),
            ("propose_release", "Can build and propose a release"),
            ("approve_release", "Can approve and publish a release"),
        ]

    def __str__(self):
        return f"{self.year} {self.revision}"

    @property
    def revision(self):
        """The name of the revision as people cite it: r1."""
        return f"r{self.number}"

    @property
    def code(self):
        """The short code (str) that stands on each of its files and prints: 2023-1-4817.

        Its last digits are made of what the release keeps for ever, and so catch a wrong letter.
        Digits alone: they are typed the same whatever the keyboard.
        """
        return code_of(self.year, self.number, self.published_at) if self.published_at else ""

    @property
    def is_waiting(self):
        """Whether two people have signed it and its hour has not published it yet."""
        return self.state == self.State.PROPOSED and self.approved_by_id is not None


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


class LevelFigure(models.Model):
    """A part of a figure: what is regional, city, district or rural.  Frozen with its release.

    A unit that was counted and has no such row had nothing at that level.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="levels")
    indicator = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    level = models.CharField(max_length=12, choices=Level.choices)
    value = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["release", "indicator", "region", "level"],
                condition=Q(region__isnull=False),
                name="level_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["release", "indicator", "level"],
                condition=Q(region__isnull=True),
                name="level_once_a_country",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.region_id or ''} {self.level}: {self.value}"
