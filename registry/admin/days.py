"""Days that somebody types into a form: they hold to the rule that a sheet has for the same field.

A day to come is refused, and the day of something that happened must be of a year that headquarters
opened: a record of another year would stand in no list and in no number.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from registry.models import ReportingYear
from registry.sheets.columns import Day
from registry.sheets.layouts import LAYOUTS
from registry.sheets.messages import Message


def check(form):
    """Refuse (ValidationError) the changed days of a record's form that no sheet would take."""
    wrong = {name: text for name in form.changed_data if (text := _against(form, name))}
    if wrong:
        raise ValidationError(wrong)


def _against(form, name):
    """What stands against the value of a field (str), or ""."""
    day, model = form.cleaned_data.get(name), form._meta.model._meta.concrete_model
    rule = RULES.get((model, name))
    if not (day and rule) or rule == "any":
        return ""
    if day > timezone.localdate():
        return _said("R07", day)
    return _of_no_year(form, name, day) if rule == "in" else ""


def _of_no_year(form, name, day):
    years = list(ReportingYear.objects.order_by("year").values_list("year", flat=True))
    if not years or day.year in years:
        return ""
    worked_on = form.fields[name].year
    return _said("R06", day, year=worked_on if worked_on in years else years[-1])


def _said(code, day, **values):
    return Message(code, {"v": f"{day:%d.%m.%Y}"} | values).reason


def _rules():
    """{(model, field): rule} of the days in all sheets."""
    for layout in LAYOUTS:
        for column in layout.columns:
            if isinstance(column.cell, Day):
                yield (layout.model._meta.concrete_model, column.name), column.cell.rule


RULES = dict(_rules())
