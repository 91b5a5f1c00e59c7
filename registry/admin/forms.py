"""Forms of records: they refuse a write into a locked return, and one over an unseen change."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceField

from registry import locks, versions
from registry.admin import amending, days
from registry.admin.conflicts import VersionedForm


def stored(record):
    """The record as the database has it, or None."""
    return type(record)._base_manager.filter(pk=record.pk).first() if record.pk else None


class RecordForm(VersionedForm):
    """The form of a record, or of a row among the parts of one."""

    is_part = False
    reviewer = None  # who may correct a record in review, set for each request

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.reviewer:
            self.instance.reviewer = self.reviewer
            self.instance.correction_reason = self.data.get(amending.FIELD, "")
        if self.instance.pk:
            if not self.is_bound:
                self.initial["version"] = self.version_now()
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

    def clean(self):
        super().clean()
        days.check(self)

    def _post_clean(self):
        """The record as it would be exists only now, after the model's own rules."""
        super()._post_clean()
        self.instance.is_refused = bool(self.errors)
        if not (self.errors or self.is_part):
            self.check_write()

    def check_write(self):
        """Ask whether the record is still what the form showed, and the lock."""
        try:
            before = self._held()
            if before:
                self.check_version(before)
            self.check_lock(before)
            if before:
                versions.keep_start(before)
        except ValidationError as error:
            self.add_error(None, error)
            self.instance.is_refused = True

    def check_lock(self, before):
        amending.check(self, before)

    @property
    def changes_record(self):
        """Whether a field of the record itself was changed, not only those of its parts."""
        own = {field.name for field in self.instance._meta.get_fields()}
        return not self.instance.pk or bool(own & set(self.changed_data))

    def save_parts(self):
        """Write the parts that are fields of this form, after the record."""

    def _held(self):
        """The record as stored, nobody else of its unit writing until the transaction ends."""
        before = stored(self.instance)
        if not self.is_part:
            units = {record.unit.pk for record in (before, self.instance) if record}
            locks.take_turn(*units)
            before = stored(self.instance)  # as the one before us left it
        return before
