"""Numbers and days as people type them: read by the same rules as the cells of a sheet."""

import re
from datetime import datetime

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.sheets import values
from registry.sheets.messages import Problem

DAY_AND_MONTH = re.compile(r"\s*([0-9]{1,2})\.([0-9]{1,2})\.?\s*")
EXAMPLE = _("For example 24.10.%(year)s.")
SHORT_EXAMPLE = _("For example 24.10.%(year)s; 24.10 is of %(year)s.")


class CountField(forms.IntegerField):
    """A whole number: “1 200” is 1200, “252,5” is refused, “1,200” is asked about."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "vIntegerField"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"widget": self.widget, "localize": False})

    def to_python(self, value):
        if value in self.empty_values:
            return None
        return _read(values.count, value)


class DayField(forms.DateField):
    """A day: 24.10.2026 in every language, 2026-10-24, and “24 October 2026” on English pages.

    `year` (int) completes a day without one.
    """

    year = None

    def __init__(self, *args, **kwargs):
        widget = AdminDateWidget(format="%d.%m.%Y", attrs={"inputmode": "text"})
        super().__init__(*args, **kwargs | {"widget": widget})

    def tell_of(self, year):
        """Give an example of the year (int) that is worked on; offer today only in that year."""
        self.help_text = self.help_text or EXAMPLE % {"year": year}
        if year != timezone.localdate().year:
            self.widget.attrs["class"] += " other-year"

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            value = self._completed(value)
        return _read(values.day, value)

    def complete_with(self, year):
        """Take a day without its year for one of this year (int)."""
        self.year, self.help_text = year, SHORT_EXAMPLE % {"year": year}

    def _completed(self, text):
        if self.year and (found := DAY_AND_MONTH.fullmatch(text)):
            return f"{found[1]}.{found[2]}.{self.year}"
        if get_language() == "en":
            try:
                return datetime.strptime(" ".join(text.split()), "%d %B %Y").date()
            except ValueError:
                return text
        return text


def _read(parse, value):
    try:
        return parse(value)
    except Problem as problem:
        raise ValidationError(problem.message.reason, code="invalid") from problem


# What the forms of records take for the fields of their models
STRICT = {
    models.DateField: {"form_class": DayField},
    models.PositiveIntegerField: {"form_class": CountField},
    models.PositiveSmallIntegerField: {"form_class": CountField},
}
