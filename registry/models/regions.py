"""The reporting units: the regions of the country and the republican level."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

REPUBLIC = "REP"


class Translated(models.Model):
    """A name in the three languages, kept as data."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The name in the language of the page."""
        return getattr(self, f"name_{get_language()}", self.name_kk)


class RegionQuerySet(models.QuerySet):
    def units_of(self, year):
        """Units that report a year (int): those that exist on its 31 December."""
        day = date(year, 12, 31)
        opened = Q(opened_on__isnull=True) | Q(opened_on__lte=day)
        return self.filter(opened, Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def regions(self):
        """Regions and cities, without the republican level."""
        return self.exclude(code=REPUBLIC)


class Region(Translated):
    """A reporting unit.  Its code is the ISO 3166-2 code, or REP for the republican level."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        CITY = "city", _("city of republican significance")
        REPUBLIC = "republic", _("republican level")

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    short_kk = models.CharField(_("short name in Kazakh"), max_length=60)
    short_ru = models.CharField(_("short name in Russian"), max_length=60)
    short_en = models.CharField(_("short name in English"), max_length=60)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("predecessor"),
        help_text=_("The region that it was a part of before it was opened."),
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("successor"),
        help_text=_("The region that reports the year in which this one was closed."),
    )
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"), null=True)
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"), null=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting unit")
        verbose_name_plural = _("reporting units")
        ordering = ["position", "code"]
        permissions = [("see_all_units", "Can see the records of all units")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
                name="region_dates_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(code=REPUBLIC) & Q(kind="republic"))
                | (~Q(code=REPUBLIC) & ~Q(kind="republic")),
                name="region_republic_is_rep",
            ),
        ]

    @property
    def short_name(self):
        """The short name in the language of the page."""
        return getattr(self, f"short_{get_language()}", self.short_kk)

    def reports(self, year):
        """Whether the unit exists on 31 December of a year (int)."""
        day = date(year, 12, 31)
        opened = not self.opened_on or self.opened_on <= day
        return opened and (not self.closed_on or self.closed_on > day)


class Reporters:
    """Who reports the records of a region in a year.  Reads the regions: one query.

    A region that does not exist on 31 December counts in its predecessor, a closed one in
    its successor.
    """

    def __init__(self):
        self.regions = Region.objects.in_bulk()
        self._units = {}

    def unit(self, code, year):
        """The code (str, or None) of the unit that reports a region (code) in a year (int)."""
        if (code, year) not in self._units:
            self._units[code, year] = self._unit(code, year)
        return self._units[code, year]

    def _unit(self, code, year):
        region = self.regions.get(code)
        for _step in self.regions:  # a chain is never longer than the table
            if region is None or region.reports(year):
                break
            later = region.opened_on and region.opened_on > date(year, 12, 31)
            region = self.regions.get(region.predecessor_id if later else region.successor_id)
        return region and region.code

    def regions_of(self, unit, year):
        """The codes (list) of the regions whose records a unit (code) reports in a year (int)."""
        return [code for code in self.regions if self.unit(code, year) == unit]

    def units_of(self, year):
        """The units (Region) that report a year (int), in their order."""
        units = [region for region in self.regions.values() if region.reports(year)]
        return sorted(units, key=lambda unit: (unit.position, unit.code))
