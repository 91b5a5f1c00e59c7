"""Two people at one record: the second sees both versions field by field and saves again.

A form carries the version that it shows.  When another one is stored by then, nothing is written:
fields that only the others changed take their values, the rest stays as typed, and the page lists
every difference.
"""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from registry import versions
from registry.admin.shown import shown, value_of

EMPTY = (None, "", [])


class VersionField(forms.CharField):
    """The version that a form shows, hidden in it.  It is no change of the record."""

    def __init__(self):
        hidden = {"required": False, "widget": forms.HiddenInput}
        super().__init__(label=gettext_lazy("version"), max_length=400, **hidden)

    def has_changed(self, initial, data):
        return False


class VersionedForm(forms.ModelForm):
    """A form that knows which version of its record it shows."""

    version = VersionField()
    differences = ()  # after a conflict: what stands on its page

    # What a form with more than one record's fields says in its own way

    def version_now(self):
        """The version (str) of all that the form shows, as it is stored."""
        return str(versions.of(self.instance))

    def stored_values(self, record):
        """{field: value} of a stored record."""
        return {name: value_of(field, record) for name, field in self._fields_of_model()}

    def seen_values(self, version):
        """{field: value} of a version (str) as it was, or None when nobody knows."""
        past = versions.as_seen(self.instance, versions.read(version))
        return past and self.stored_values(past)

    def last_change(self):
        """The newest version (row of history) among all that the form shows."""
        return versions.last_of(self.instance)

    def shown_value(self, name, value):
        """A value of a field as people read it (str)."""
        return shown(self._meta.model._meta.get_field(name), value)

    def sent_values(self):
        """{field: value} of what was sent."""
        names = self.compared()
        return {name: _raw(value) for name, value in self.cleaned_data.items() if name in names}

    def compared(self):
        """The names (list) of the fields that hold what the record holds."""
        return [name for name, _field in self._fields_of_model()]

    # The conflict

    def check_version(self, before):
        """Raise versions.Changed when `before`, the stored record, is not what the form showed."""
        seen, now = self.cleaned_data.get("version", ""), self.version_now()
        theirs, yours = self.stored_values(before), self.sent_values()
        if seen == now or not any(_differ(theirs[name], yours[name]) for name in yours):
            return
        old = self.seen_values(seen)
        self.differences = [
            self._difference(name, old, theirs[name], yours[name])
            for name in yours
            if _differ(theirs[name], yours[name]) or (old and _differ(old[name], theirs[name]))
        ]
        self._show_again(now, old, theirs, yours)
        raise versions.Changed(self.last_change())

    def _difference(self, name, old, theirs, yours):
        was = old[name] if old else None
        is_contested = old is None or (_differ(was, theirs) and _differ(was, yours))
        texts = (self.shown_value(name, value) for value in (was, theirs, yours))
        return versions.Difference(str(self.fields[name].label), *texts, is_contested)

    def _show_again(self, now, old, theirs, yours):
        """The form as it is shown next: of this version, with what only the others changed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = now
        for name in yours:
            if old and not _differ(old[name], yours[name]):
                self.data.setlist(self.add_prefix(name), _as_sent(theirs[name]))

    def _fields_of_model(self):
        fields = (*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many)
        return [(f.name, f) for f in fields if f.name in self.fields and f.editable]


def _raw(value):
    if isinstance(value, QuerySet | list):
        return sorted(getattr(row, "pk", row) for row in value)
    return getattr(value, "pk", value)


def _differ(one, other):
    return one != other and not (one in EMPTY and other in EMPTY)


def _as_sent(value):
    """A value as a browser sends it (list of str)."""
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, date):
        return [f"{value:%d.%m.%Y}"]
    return ["" if value is None else str(value)]
