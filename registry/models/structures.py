"""The bodies of the Assembly that have members: one table, a proxy for each kind."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import Named, Record, RecordQuerySet, Stock, StockQuerySet
from registry.models.regions import REPUBLIC


class Kind(models.TextChoices):
    ELDERS = "elders", _("Council of Elders")
    MOTHERS = "mothers", _("Council of Mothers")
    YOUTH = "youth", _("youth branch")
    EXPERTS = "experts", _("scientific-expert group")
    CHAIR = "chair", _("university chair")
    JOURNALISTS = "journalists", _("journalists' club")


class Level(models.TextChoices):
    REPUBLICAN = "republican", _("republican")
    REGIONAL = "regional", _("regional")
    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    RURAL = "rural", _("rural")
    ASSOCIATION = "association", _("at an association")
    ENTERPRISE = "enterprise", _("at an enterprise")


class Form(models.TextChoices):
    CHAIR = "chair", _("chair")
    CENTRE = "centre", _("centre")
    REPRESENTATION = "representation", _("representation")


class StructureQuerySet(StockQuerySet):
    def of_kind(self, kind):
        return self.filter(kind=kind)

    def silent_in(self, year):
        """Structures of a year (int) with neither a headcount nor a reason for having none."""
        told = Headcount.objects.filter(structure=OuterRef("pk"), year=year)
        return self.counted_in(year).filter(~Exists(told))


class Structure(Named, Stock):
    """A council, branch, group, chair or club.  The republican ones belong to the unit REP."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    level = models.CharField(
        _("level"), max_length=12, choices=Level.choices, default=Level.REGIONAL
    )
    form = models.CharField(_("form"), max_length=14, choices=Form.choices, blank=True)
    host = models.CharField(
        _("host"),
        max_length=300,
        blank=True,
        help_text=_("The akimat, university, association or enterprise where it works."),
    )

    objects = StructureQuerySet.as_manager()

    class Meta(Stock.Meta):
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(
                fields=["kind", "counts_from", "counts_until", "region", "level", "form"],
                name="structure_counts",
            ),
        ]
        constraints = [
            *Stock.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level="republican", region=REPUBLIC)
                | (~Q(level="republican") & ~Q(region=REPUBLIC)),
                name="structure_republican_is_rep",
                violation_error_message=_(
                    "The republican level and the republican unit belong together."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(kind="chair") & ~Q(form="")) | (~Q(kind="chair") & Q(form="")),
                name="structure_form_of_a_chair",
                violation_error_message=_(
                    "Only a university unit has a form, and it must have one."
                ),
            ),
        ]


class OfKind(models.Manager.from_queryset(StructureQuerySet)):
    """The structures of the proxy's own kind."""

    def get_queryset(self):
        return super().get_queryset().filter(kind=self.model.KIND)


class KindProxy:
    """What the proxies of one kind share: a new one is of that kind."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.kind:
            self.kind = self.KIND


class HeadcountQuerySet(RecordQuerySet):
    def of_kinds(self, kinds):
        return self.filter(structure__kind__in=kinds)

    def unlike_the_year_before(self):
        """Headcounts that tell another number than the one of the year before did."""
        past = Headcount.objects.filter(structure=OuterRef("structure"), year=OuterRef("year") - 1)
        known = past.filter(members__isnull=False)
        return self.filter(Exists(known), ~Exists(known.filter(members=OuterRef("members"))))

    def outside(self, least, most):
        """Headcounts with fewer members than `least` or more than `most` (int)."""
        return self.filter(Q(members__lt=least) | Q(members__gt=most))


class Headcount(Record):
    """The members of a structure on 31 December of a year, or why they are not known."""

    region_path = "structure__region"

    structure = models.ForeignKey(
        Structure, models.CASCADE, related_name="headcounts", verbose_name=_("structure")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    unknown_because = models.CharField(_("reason why not known"), max_length=200, blank=True)

    objects = HeadcountQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("headcount")
        verbose_name_plural = _("headcounts")
        ordering = ["-year"]
        indexes = [
            models.Index(fields=["year", "structure", "members"], name="headcount_year"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "year"], name="one_headcount_a_structure_and_year"
            ),
            models.CheckConstraint(
                condition=Q(members__isnull=True) | Q(members__gte=0),
                name="headcount_not_negative",
            ),
            models.CheckConstraint(
                condition=(Q(members__isnull=False) & Q(unknown_because=""))
                | (Q(members__isnull=True) & ~Q(unknown_because="")),
                name="headcount_or_reason",
                violation_error_message=_("Give the members or the reason why they are not known."),
            ),
        ]

    def __str__(self):
        return f"{self.structure}, {self.year}"

    def clean(self):
        super().clean()
        # A new structure has no number yet, but its form has its dates.
        known = self.structure_id or self._state.fields_cache.get("structure")
        if self.year and known and self.structure.opened_on:
            self._refuse_a_year_without_the_structure()

    def _refuse_a_year_without_the_structure(self):
        structure = self.structure
        closed = structure.closed_on and structure.closed_on.year <= self.year
        if structure.opened_on.year > self.year or closed:
            raise ValidationError(
                {"year": _("The structure was not open on 31 December of this year.")}
            )
