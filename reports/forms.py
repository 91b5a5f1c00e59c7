"""Forms of what headquarters adds: nobody overwrites what they have not seen (decision 13)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry import locks, versions
from registry.admin.conflicts import VersionedForm
from registry.admin.forms import stored
from registry.models import REPUBLIC
from reports.catalogue import BY_CODE, INDICATORS


class KeptForm(VersionedForm):
    """A form that refuses a write over a change that its page did not show.

    Writers take the turn of the republican level, as files of reported values and their undoing do.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["version"] = self.version_now()

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self._check_write()

    def _check_write(self):
        locks.take_turn(REPUBLIC)
        before = stored(self.instance)
        try:
            if before:
                self.check_version(before)
                versions.keep_start(before)
        except ValidationError as error:
            self.add_error(None, error)


def indicator_choices():
    return [("", "---------"), *((i.code, f"{i.label} ({i.code})") for i in INDICATORS)]


class IndicatorForm(KeptForm):
    """A form about one indicator, which is shown by its label."""

    indicator = forms.ChoiceField(label=_("Indicator"), choices=indicator_choices)

    def shown_value(self, name, value):
        if name == "indicator" and value in BY_CODE:
            return str(BY_CODE[value].label)
        return super().shown_value(name, value)
