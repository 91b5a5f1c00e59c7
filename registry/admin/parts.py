"""The forms of a record's parts on its page: headcounts, counts of materials."""

from django.forms.formsets import INITIAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry import locks, versions
from registry.admin.forms import RecordForm, stored


class PartForm(RecordForm):
    """A row among the parts of a record: its set asks the lock, which knows the whole."""

    is_part = True

    def __init__(self, *args, newest=None, **kwargs):
        self.newest = newest or {}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # the headings of the table are no labels
            field.widget.attrs["aria-label"] = capfirst(field.label)

    def version_now(self):
        known = self.newest.get(self.instance.pk)
        return str(known or 0) if not self.is_bound else super().version_now()


class PartFormSet(BaseInlineFormSet):
    """The parts of a record.  Those taken out ask the lock as well."""

    gone = ()  # the forms of parts that somebody took out meanwhile: (number, that version)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk and self.management_form.is_valid():
            gone = {n: last for n in range(self.initial_form_count()) if (last := self._gone(n))}
            if gone:
                self._make_new(gone)

    @cached_property
    def newest(self):
        """The versions of all parts on the page: one query."""
        return versions.newest(self.model, [part.pk for part in self.get_queryset()])

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")

    def get_form_kwargs(self, index):
        more = {} if self.is_bound or index is None else {"newest": self.newest}
        return super().get_form_kwargs(index) | more

    def clean(self):
        super().clean()
        if getattr(self.instance, "is_refused", False):
            return  # the whole is not fit to be saved, nor to be asked for its years
        for number, last in self.gone:
            text = _("%(who)s took this row out after you opened it. Saving again adds it anew.")
            self.forms[number].add_error(None, text % {"who": versions.who(last)})
        for form in self.initial_forms:
            if self.can_delete and self._should_delete_form(form):
                self._check_taken_out(form)
        for form in self.forms:
            if self._is_written(form):
                form.check_write()

    def _check_taken_out(self, form):
        before = stored(form.instance)
        if before:
            versions.check(before, versions.read(form.data.get(form.add_prefix("version"))))
            locks.check(before, None)

    def _is_written(self, form):
        taken_out = self.can_delete and self._should_delete_form(form)
        return form.has_changed() and not taken_out and not form.errors

    # Parts that somebody took out while the page was open

    def _gone(self, number):
        """The last version of a part of this record that a form is about and that is no more."""
        key = versions.read(self.data.get(f"{self.add_prefix(number)}-{self._key}"))
        if key in {part.pk for part in self.get_queryset()}:
            return None
        past = self.model.history.model.objects.filter(history_type="-", id=key)
        own = past.filter(**{self.fk.attname: self.instance.pk})
        return own.select_related("history_user").first()

    @property
    def _key(self):
        return self.model._meta.pk.name

    def _make_new(self, gone):
        """Show their forms as new ones, behind the others: what was typed in them is not lost."""
        rows = [self._taken_from_data(number) for number in range(self.total_form_count())]
        here = [n for n in range(self.initial_form_count()) if n not in gone]
        order = [*here, *gone, *range(self.initial_form_count(), len(rows))]
        for number, old in enumerate(order):
            for name, sent in rows[old].items():
                is_own = old in gone and name in (self._key, "version")
                self.data.setlist(f"{self.add_prefix(number)}-{name}", [""] if is_own else sent)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(here))
        del self.management_form  # Django reads the changed numbers anew
        self.gone = [(len(here) + place, last) for place, last in enumerate(gone.values())]

    def _taken_from_data(self, number):
        start = f"{self.add_prefix(number)}-"
        self.data = self.data.copy()
        names = [name for name in self.data if name.startswith(start)]
        row = {name.removeprefix(start): self.data.getlist(name) for name in names}
        for name in names:
            del self.data[name]
        return row
