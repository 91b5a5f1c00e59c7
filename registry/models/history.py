"""The past of a record: each version kept once, with who made it, when, through what and why."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

UNASKED = ["held_in", "programme"]  # nobody looks for versions by these: no index


class Through(models.TextChoices):
    """What a change came through."""

    FORM = "form", _("form of the record")
    GRID = "grid", _("yearly grid")
    KEEP = "keep", _("“nothing changed since last year”")
    IMPORT = "import", _("import")
    UNDO = "undo", _("import taken back")
    CORRECTION = "correction", _("correction")
    COMMAND = "command", _("command")
    START = "start", _("as it was before its first change")


_made = ContextVar("made", default=(None, None))


@contextmanager
def made(through, document="", why=None):
    """Say what the changes of this block come through, and why (str).

    `document` is the number of an import.
    """
    token = _made.set((f"{through} {document}".strip(), why))
    try:
        yield
    finally:
        _made.reset(token)


def _through():
    """What is being used now: a page, unless something says otherwise; a command without one."""
    on_a_page = getattr(HistoricalRecords.context, "request", None) is not None
    return _made.get()[0] or (Through.FORM if on_a_page else Through.COMMAND).value


class ThroughField(models.CharField):
    """What a version came through: a Through, and the number of the import if it was one."""

    def pre_save(self, model_instance, add):
        if add and not getattr(model_instance, self.attname):
            setattr(model_instance, self.attname, _through())
        return getattr(model_instance, self.attname)


class Kept(models.Model):
    """A version of a record."""

    history_through = ThroughField(max_length=30, null=True)

    class Meta:
        abstract = True

    @property
    def came_through(self):
        """What this version came through, as people read it (str): “import 2026-0142”."""
        through, space, document = (self.history_through or "").partition(" ")
        return f"{Through(through).label}{space}{document}" if through else ""


class History(HistoricalRecords):
    """Keeps each version of a record.  A save through a proxy is kept once, in the same table."""

    def __init__(self):
        super().__init__(
            inherit=True,
            bases=[Kept],
            history_change_reason_field=models.TextField(null=True),
            no_db_index=UNASKED,
        )

    def finalize(self, sender, **kwargs):
        if not sender._meta.proxy:
            return super().finalize(sender, **kwargs)
        if issubclass(sender, self.cls):
            sender._meta.simple_history_manager_attribute = self.manager_name
            post_save.connect(self.post_save, sender=sender, weak=False)
            post_delete.connect(self.post_delete, sender=sender, weak=False)
            pre_delete.connect(self.pre_delete, sender=sender, weak=False)

    def get_change_reason_for_object(self, instance, history_type, using):
        own = super().get_change_reason_for_object(instance, history_type, using)
        return own or _made.get()[1]

    def fields_included(self, model):
        """Leave out what the database or a save fills from the other fields."""
        fields = super().fields_included(model)
        return [f for f in fields if not (f.generated or getattr(f, "is_made", False))]


def save_with_many(record, many):
    """Save a record with its relations to many ({name: keys}) as one version of its history."""
    is_new = record.pk is None
    if is_new:
        record.skip_history_when_saving = True
        record.save()
        del record.skip_history_when_saving
    for name, keys in many.items():
        _link(record, name, keys)
    record.save()
    if is_new:
        past = record.history.model.objects.filter(id=record.pk)
        past.update(history_type="+")


def _link(record, name, keys):
    """Write the rows between at once: their signals would each keep a version."""
    field = record._meta.get_field(name)
    through = field.remote_field.through
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.filter(**{own: record.pk}).delete()
    through.objects.bulk_create([through(**{own: record.pk, other: key}) for key in keys])
