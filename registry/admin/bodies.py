"""The form of an event: each kind of body behind it is one choice: organised, took part, neither.

Each choice is a participation, with its own place in the lock and in the history. The structures
that a participation may name stay as they are.
"""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from registry import versions
from registry.admin import amending
from registry.admin.forms import RecordForm
from registry.admin.shown import NOTHING
from registry.models import BodyKind, Participation

ROLES = [("", _("neither")), *Participation.Role.choices]
PREFIX = "body_"
BODIES = [f"{PREFIX}{kind}" for kind in BodyKind.values]


def _choices(kind):
    return forms.ChoiceField(label=capfirst(kind.label), choices=ROLES, required=False)


class EventForm(RecordForm):
    """An event with its bodies: one version, one save."""

    vars().update({f"{PREFIX}{kind}": _choices(kind) for kind in BodyKind})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = _roles(self._parts(self.instance))
        self.initial = dict.fromkeys(BODIES, "") | roles | self.initial

    def _parts(self, event):
        return list(event.participations.all()) if event.pk else []

    # The version of the event and of each participation

    def version_now(self):
        """The version of the event, then “key-version” of each participation."""
        parts = self._parts(self.instance)
        known = versions.newest(Participation, [part.pk for part in parts])
        told = (f"{part.pk}-{known.get(part.pk, 0)}" for part in parts)
        return " ".join([super().version_now(), *sorted(told)])

    def stored_values(self, record):
        return super().stored_values(record) | _roles(self._parts(record))

    def compared(self):
        return [*super().compared(), *BODIES]

    def seen_values(self, version):
        own, *parts = version.split() or [""]
        past = versions.as_seen(self.instance, versions.read(own))
        if past is None:
            return None
        pairs = [map(versions.read, part.partition("-")[::2]) for part in parts]
        found = (versions.as_seen(Participation(pk=key), seen) for key, seen in pairs)
        roles = _roles(part for part in found if part and part.event_id == self.instance.pk)
        return RecordForm.stored_values(self, past) | roles

    def last_change(self):
        past = Participation.history.model.objects.filter(event=self.instance.pk)
        last = past.select_related("history_user").order_by("-history_id").first()
        found = [version for version in (super().last_change(), last) if version]
        return max(found, key=lambda version: version.history_date, default=None)

    def shown_value(self, name, value):
        if name not in BODIES:
            return super().shown_value(name, value)
        return str(dict(Participation.Role.choices).get(value, NOTHING))

    # The participations

    def check_lock(self, before):
        super().check_lock(before)
        for part, after in self._changes():
            amending.check_part(self, part, after)

    def save_parts(self):
        """Write the participations that the choices add, change or take out."""
        for part, after in self._changes():
            if part:
                versions.keep_start(part)
            after.save() if after else part.delete()

    def _changes(self):
        """(participation as stored or None, as it would be or None) of each changed choice."""
        stored = {part.kind: part for part in self._parts(self.instance)}
        for kind in BodyKind.values:
            part, role = stored.get(kind), self.cleaned_data.get(f"{PREFIX}{kind}", "")
            if role and role != (part and part.role):
                key = {"pk": part.pk} if part else {}
                yield part, Participation(event=self.instance, kind=kind, role=role, **key)
            elif part and not role:
                yield part, None


def _roles(parts):
    return dict.fromkeys(BODIES, "") | {f"{PREFIX}{part.kind}": part.role for part in parts}
