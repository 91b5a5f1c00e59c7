"""Events and the bodies that organised them or took part."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Avg, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from registry.models.base import Flow, KeyField, Record, RecordQuerySet, reporting_unit, year_of
from registry.models.regions import Region
from registry.models.structures import Kind, Structure


class BodyKind(models.TextChoices):
    """What may stand behind an event: the kinds of structures, and three more."""

    ELDERS = Kind.ELDERS.value, _("Council of Elders")
    MOTHERS = Kind.MOTHERS.value, _("Council of Mothers")
    YOUTH = Kind.YOUTH.value, _("youth branch")
    EXPERTS = Kind.EXPERTS.value, _("scientific-expert group")
    CHAIR = Kind.CHAIR.value, _("university chair")
    JOURNALISTS = Kind.JOURNALISTS.value, _("journalists' club")
    HOUSE = "house", _("House of Friendship")
    ASSOCIATION = "association", _("ethnocultural association")
    MEDIATION = "mediation", _("mediation council")


class Scope(models.TextChoices):
    REPUBLICAN = "republican", _("republican")
    REGIONAL = "regional", _("regional")
    DISTRICT = "district", _("city or district")
    RURAL = "rural", _("rural")


class Topic(models.TextChoices):
    CULTURE = "culture", _("culture and traditions")
    FAMILY = "family", _("family and upbringing")
    ETHNOMEDIATION = "ethnomediation", _("ethnomediation")
    CONSULTATION = "consultation", _("consultations and reception of citizens")
    CORRECTIONAL = "correctional", _("visits to correctional institutions")
    PREVENTION = "prevention", _("prevention of offences, suicide and extremism")
    LOCAL = "local", _("water, roads and playgrounds")
    CHARITY = "charity", _("charity and help to families")
    BUSINESS = "business", _("women's business")
    LANGUAGE = "language", _("languages")
    PATRIOTISM = "patriotism", _("patriotism and history")
    SCIENCE = "science", _("science and education")
    SPORT = "sport", _("sport")
    OTHER = "other", _("other")


class EventQuerySet(RecordQuerySet):
    def crowded(self, times, over):
        """Events with more visitors than `times` the mean of these events and than `over` (int)."""
        one_group = self.order_by().values(all=models.Value(1))
        mean = one_group.annotate(mean=Avg("attendance")).values("mean")
        return self.filter(attendance__gt=over).filter(attendance__gt=times * Subquery(mean))

    def doubled(self):
        """Events that another one, of any unit, repeats: the same day and title, and the same
        place or attendance.  `twin_of` is the code of the other one's unit.
        """
        same = {name: OuterRef(name) for name in ("held_on", "title_key")}
        others = Event.objects.filter(**same).exclude(pk=OuterRef("pk")).order_by("pk")
        alike = Q(place_key=OuterRef("place_key")) | Q(attendance=OuterRef("attendance"))
        twins = others.filter(alike)
        return self.filter(Exists(twins)).annotate(twin_of=Subquery(twins.values("region")[:1]))


class Event(Flow):
    """An event, reported once, by the unit of its main organiser.

    Attendance counts visits: a person who came to two events counts twice.
    """

    region = reporting_unit(db_index=False)  # two indexes below begin with it
    title = models.CharField(_("title"), max_length=300)
    title_key = KeyField(of="title")
    held_on = models.DateField(_("held on"))
    year = year_of("held_on")
    place = models.CharField(_("district or venue"), max_length=200)
    place_key = KeyField(of="place", max_length=200)
    held_in = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("held in"),
        help_text=_("The region of a republican event."),
    )
    scope = models.CharField(
        _("scope"), max_length=10, choices=Scope.choices, default=Scope.REGIONAL
    )
    topic = models.CharField(_("topic"), max_length=14, choices=Topic.choices)
    attendance = models.PositiveIntegerField(_("attendance"))
    programme = models.ForeignKey(
        "registry.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("programme"),
    )

    objects = EventQuerySet.as_manager()

    class Meta(Flow.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["year", "region", "attendance"], name="event_year"),
            # The order of the list, and the topic, by which it is filtered, without the rows
            models.Index(fields=["-held_on", "-id", "topic"], name="event_newest"),
            models.Index(fields=["region", "-held_on", "-id", "topic"], name="event_of_unit"),
            models.Index(fields=["held_on", "title_key"], name="event_twins"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "held_on", "title_key", "place_key"], name="event_once"
            ),
            models.CheckConstraint(condition=Q(attendance__gte=0), name="event_not_negative"),
        ]

    def __str__(self):
        return self.title

    def validate_unique(self, exclude=None):
        super().validate_unique(exclude)
        twin = self._twin()
        if twin:
            raise ValidationError(
                _("This record already exists: No. %(id)s.") % {"id": twin.pk}, code="unique"
            )

    def _twin(self):
        if not (self.region_id and self.held_on):
            return None
        key = {f.attname: f.make(getattr(self, f.of))[: f.max_length] for f in _KEYS}
        others = Event.objects.filter(region=self.region_id, held_on=self.held_on, **key)
        return others.exclude(pk=self.pk).first()


_KEYS = [Event._meta.get_field("title_key"), Event._meta.get_field("place_key")]


class Participation(Record):
    """One kind of body at an event, however many structures of that kind came."""

    region_path = "event__region"
    _history_m2m_fields = ["structures"]

    class Role(models.TextChoices):
        ORGANISED = "organised", _("organised")
        TOOK_PART = "took_part", _("took part")

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        related_name="participations",
        db_index=False,
        verbose_name=_("event"),
    )
    kind = models.CharField(_("kind of body"), max_length=12, choices=BodyKind.choices)
    role = models.CharField(_("role"), max_length=9, choices=Role.choices)
    structures = models.ManyToManyField(
        Structure,
        blank=True,
        related_name="participations",
        verbose_name=_("structures"),
        help_text=_("Optional. The structures do not change the count."),
    )

    class Meta(Record.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        indexes = [models.Index(fields=["event", "kind", "role"], name="participation_count")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind"], name="one_participation_an_event_and_kind"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_role_display()}"

    def counted_years(self):
        return self.event.counted_years()
