"""Forms of records: they refuse a write into a locked return in the words of the lock."""

from django import forms
from django.db.models import Q
from django.forms.models import BaseInlineFormSet, ModelChoiceField

from registry import locks


def stored(record):
    """The record as the database has it, or None."""
    return type(record)._base_manager.filter(pk=record.pk).first() if record.pk else None


class RecordForm(forms.ModelForm):
    """The form of a record, or of a row among the parts of one."""

    is_part = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, field in self.fields.items():
                if isinstance(field, ModelChoiceField):
                    self._keep_choice(name, field)

    def _keep_choice(self, name, field):
        """Offer what is chosen already: a save must not drop what headquarters chose elsewhere."""
        chosen = self.initial.get(name)
        if chosen:
            pks = [row.pk for row in chosen] if isinstance(chosen, list) else [chosen]
            offered = Q(pk__in=field.queryset.order_by().values("pk")) | Q(pk__in=pks)
            field.queryset = field.queryset.model._default_manager.filter(offered)

    def _post_clean(self):
        """The record as it would be exists only now, after the model's own rules."""
        super()._post_clean()
        self.instance.is_refused = bool(self.errors)
        if not (self.errors or self.is_part):
            self.check_lock()

    def check_lock(self):
        try:
            locks.check(stored(self.instance), self.instance, self.cleaned_data)
        except locks.Locked as error:
            self.add_error(None, error)


class PartForm(RecordForm):
    """A row among the parts of a record: its set asks the lock, which knows the whole."""

    is_part = True


class PartFormSet(BaseInlineFormSet):
    """The parts of a record.  Those taken out ask the lock as well."""

    def clean(self):
        super().clean()
        if getattr(self.instance, "is_refused", False):
            return  # the whole is not fit to be saved, nor to be asked for its years
        for form in self.initial_forms:
            if self.can_delete and self._should_delete_form(form):
                locks.check(stored(form.instance), None)
        for form in self.forms:
            if self._is_written(form):
                form.check_lock()

    def _is_written(self, form):
        taken_out = self.can_delete and self._should_delete_form(form)
        return form.has_changed() and not taken_out and not form.errors
