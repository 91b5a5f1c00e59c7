"""Who did what: the kept versions of records, by reporting year and by unit."""

from datetime import date

from django.apps import apps
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from registry.models.base import Flow, Stock
from registry.models.history import Through
from registry.sections import SECTIONS


def history_of(model):
    """What people did (queryset) to a model's records: its kept versions, but for the starts."""
    is_start = Q(history_through=Through.START)
    return model.history.model.objects.exclude(is_start & Q(history_through__isnull=False))


def models():
    """The models of records, each once, in the order of the sections."""
    return list(
        {part.model: apps.get_model(part.model) for s in SECTIONS for part in s.parts}.values()
    )


def wholes(model):
    """The fields (list of one or none) that lead from a part to the record it is a part of."""
    names = {part.whole for s in SECTIONS for part in s.parts if part.model == model._meta.label}
    return [name for name in names | {"event", "club"} if name and hasattr(model, f"{name}_id")]


def whole_at_the_time(part, whole, name="history_id"):
    """What the whole of a part (a model) held in a field when a version of the part was made.

    `whole` is the field that leads to it.  A part names no unit: it belonged to that of its whole
    at its time.  The oldest version of the whole says how it was before, too; null without any.
    """
    key = OuterRef(part._meta.get_field(whole).attname)
    past = _kept(part, whole).filter(id=key)
    until = past.filter(history_date__lte=OuterRef("history_date"))
    then, first = until.order_by("-history_date", "-history_id"), past.order_by("history_id")
    return Coalesce(*(Subquery(found.values(name)[:1]) for found in (then, first)))


def _kept(part, whole):
    """The kept versions (queryset) of the records that a part's field leads to."""
    model = part._meta.get_field(whole).related_model._meta.concrete_model
    return model.history.model.objects.order_by()


def is_part(model):
    """Whether the records of a model name no unit of their own: that of their whole is theirs."""
    return "__" in model.region_path


def whose(model):
    """The unit (an expression: its code) that a version of a model's records belonged to."""
    if not is_part(model):
        return F(model.region_path)
    whole = model.region_path.partition("__")[0]
    field = model._meta.get_field(whole)
    now = field.related_model._base_manager.filter(pk=OuterRef(field.attname)).values("region")
    return Coalesce(whole_at_the_time(model, whole, "region"), Subquery(now))


def of_units(versions, model, units):
    """Of these versions (of a model's records), those that belonged to one of some units (codes).

    Each is asked for its unit as it comes: of a unit with many, the newest are soon found by the
    index of the time.
    """
    return versions.alias(stood_in=whose(model)).filter(stood_in__in=units)


def of_few(versions, model, units):
    """The same of a part, when the units have few of them: found by the index of the whole.

    It reads what the wholes that were ever in the units have, and nothing else of the table.
    """
    whole = model.region_path.partition("__")[0]
    now = model._meta.get_field(whole).related_model._base_manager.order_by()
    ever, still = (found.filter(region__in=units) for found in (_kept(model, whole), now))
    wholes = ever.values("id").union(still.values("id"))
    return of_units(versions.filter(**{f"{whole}__in": wholes}), model, units)


def about_year(model, year):
    """The versions (Q) of a model that move figures of a year (int)."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if issubclass(model, Stock):
        until = Q(counts_until__isnull=True) | Q(counts_until__gte=year)
        return until & Q(counts_from__lte=year)
    if issubclass(model, Flow):
        return Q(**{f"{model.day_field}__range": (first, last)})
    names = {field.name for field in model._meta.fields}
    if "event" in names:
        return Q(event__held_on__range=(first, last))
    if "started_on" in names:
        begun = Q(started_on__isnull=True) | Q(started_on__lte=last)
        return begun & (Q(finished_on__isnull=True) | Q(finished_on__gte=first))
    return Q(year=year) if "year" in names else Q()


def of_part(versions, part):
    """Of these versions, those of the records that a part of a section holds."""
    before = f"{part.whole}__" if part.whole else ""
    return versions.filter(**{f"{before}{name}__in": v for name, v in part.where.items()})


def since(windows, year):
    """[(section, region code, moment)] of each version since windows opened: one query.

    `windows` are {section: moment}, each the earliest one of its section.
    """
    asked = [
        _told(
            of_part(history_of(model), part).filter(about_year(model, year)), model, section
        ).filter(history_date__gte=windows[section.key])
        for section in SECTIONS
        if section.key in windows
        for part in section.parts
        for model in [apps.get_model(part.model)]
    ]
    if not asked:
        return []
    return [(x["part"], x["whose"], x["moment"]) for x in asked[0].union(*asked[1:], all=True)]


def _told(versions, model, section):
    named = {"part": Value(section.key), "whose": whose(model), "moment": F("history_date")}
    return versions.order_by().values(**named)
