"""Numbers that nobody counted from records: they were reported as such."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.models.base import History
from reports.catalogue import BY_CODE
from reports.models.cells import OfOneCell, once_a_cell
from reports.models.releases import Figure, Release


class ReportedValueQuerySet(models.QuerySet):
    def sources(self, year, figures):
        """{indicator: where its numbers come from (str)} for the figures that were reported."""
        used = {(f.indicator, f.region_id) for f in figures if f.origin == Figure.Origin.REPORTED}
        found = {}
        for one in self.filter(year=year).order_by("indicator", "region__position"):
            if one.source and (one.indicator, one.region_id) in used:
                found.setdefault(one.indicator, {})[one.source] = True
        return {indicator: "; ".join(texts) for indicator, texts in found.items()}

    def of_years(self, years):
        """The values of these years (ints)."""
        return self.filter(year__in=years)

    def years(self):
        """The years (set of int) of the values."""
        return set(self.values_list("year", flat=True))

    def doubted(self):
        """The values that do not agree with others."""
        return self.exclude(failed=[])


class ReportedValue(OfOneCell):
    """A number that was reported as such: of a unit, or of the country, for one year."""

    value = models.PositiveBigIntegerField(_("value"))
    source = models.CharField(_("source"), max_length=300)
    note = models.TextField(_("note"), blank=True)
    # What does not agree with other values: [code, numbers], renewed by reports.earlier
    failed = models.JSONField(_("checks"), default=list, editable=False)

    objects = ReportedValueQuerySet.as_manager()
    history = History()

    class Meta(OfOneCell.Meta):
        verbose_name = _("reported value")
        verbose_name_plural = _("reported values")
        constraints = [
            *once_a_cell("reportedvalue", _("This value is there already.")),
            models.CheckConstraint(condition=Q(value__gte=0), name="reportedvalue_not_negative"),
        ]

    def __str__(self):
        label = BY_CODE[self.indicator].label if self.indicator in BY_CODE else self.indicator
        return f"{label}, {self.year}"

    @staticmethod
    def own_lock(before, after):
        """Why (str) only the form of a value, with a reason, makes such a change, or "".

        `before` and `after` are the value as stored and as it would be, or None.  What is published
        moves with the next revision only, and that one must be able to say why.
        """
        pair = [one for one in (before, after) if one]
        cells = {(one.indicator, one.region_id, one.year, one.value) for one in pair}
        years = {one.year for one in pair}
        is_the_same = len(pair) == 2 and len(cells) == 1
        if is_the_same or not Release.objects.published().filter(year__in=years).exists():
            return ""
        text = gettext("%(year)s is published: its value changes on its form, with a reason.")
        return text % {"year": ", ".join(map(str, sorted(years)))}
