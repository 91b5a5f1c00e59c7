"""Which version of a record somebody has before them: nobody overwrites what they have not seen.

A version is the number (history_id) of the newest row of a record's history, 0 when there is
none.  A page carries the versions that it shows; a write asks, in its own transaction and while
it holds the units' turn (`locks.take_turn`), whether they are still the newest.
"""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.models.history import Through, made

LONGEST = 18  # digits of a version; a longer one is none


class Changed(ValidationError):
    """Somebody changed the record after it was shown.  `last` is their version of it."""

    def __init__(self, last):
        self.last = last
        super().__init__(sentence(last), code="changed")


@dataclass(frozen=True)
class Difference:
    """One field of a record three times, as people read it (str)."""

    label: str
    old: str  # when the page was opened
    theirs: str  # as it is stored now
    yours: str  # as it was sent
    is_contested: bool  # both changed it

    @property
    def is_kept(self):
        """Whether saving once more writes the sender's value over the stored one."""
        return self.theirs != self.yours and (self.is_contested or self.old == self.theirs)


def newest(model, keys):
    """The versions of records of a model: {key: history_id}.  One query."""
    rows = model.history.model.objects.filter(id__in=keys).order_by()
    return dict(rows.values_list("id").annotate(newest=Max("history_id")))


def of(record):
    """The version (int) of a record as it is stored now."""
    return newest(type(record), [record.pk]).get(record.pk, 0)


def digest(records):
    """One text for the versions of records of any models: what a page to confirm carries."""
    keys = {}
    for record in records:
        keys.setdefault(record._meta.concrete_model, set()).add(record.pk)
    facts = []
    for model, own in keys.items():
        known = newest(model, own)
        facts += [(model._meta.label, key, known.get(key, 0)) for key in own]
    return hashlib.sha256(repr(sorted(facts)).encode()).hexdigest()[:32]


def read(text):
    """A version (int) that a page sent; what is none counts as 0, which was never the newest."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST else 0


def check(record, seen):
    """Refuse (Changed) a write over a newer version of a record than `seen` (int)."""
    now = of(record)
    if now != seen:
        raise Changed(last_of(record))


def last_of(record):
    """The newest version (row of history) of a record, deleted ones too, or None."""
    past = type(record).history.model.objects.select_related("history_user")
    return past.filter(id=record.pk).order_by("-history_id").first()


def newest_of(records):
    """The newest version among those of several records, or None."""
    found = filter(None, map(last_of, records))
    return max(found, key=lambda version: version.history_date, default=None)


def as_seen(record, seen):
    """The version `seen` (int) of a record as it was, or None when nobody knows.

    Before its first change a record may have no version: then it was as its oldest one says, or
    as it still is stored.
    """
    past = type(record).history.model.objects.filter(id=record.pk)
    if seen:
        return past.filter(history_id=seen).first()
    start = past.filter(history_through=Through.START).order_by("history_id").first()
    if start or past.exists():
        return start
    return type(record)._base_manager.filter(pk=record.pk).first()


def keep_start(*records):
    """Keep stored records of one model that have no past (they were loaded in bulk) as they are.

    Asked before their first change, so that its old values are not lost.
    """
    if not records:
        return
    past = records[0].history.model
    known = set(past.objects.filter(id__in=[r.pk for r in records]).values_list("id", flat=True))
    new = [record for record in records if record.pk not in known]
    with made(Through.START):
        rows = past.objects.bulk_create(map(_as_it_is, new))
    for row, record in zip(rows, new, strict=True):
        for field in row._history_m2m_fields:
            _keep_many(row, record, field)


def _as_it_is(record):
    past = record.history.model
    values = {f.attname: getattr(record, f.attname) for f in past.tracked_fields}
    return past(history_date=timezone.now(), history_type="+", **values)


def _keep_many(row, record, field):
    kept, through = getattr(row, field.name).model, field.remote_field.through
    for link in through.objects.filter(**{field.m2m_field_name(): record.pk}):
        ids = {own.attname: getattr(link, own.attname) for own in through._meta.fields}
        kept.objects.create(history=row, **ids)


def sentence(last):
    """Who changed the record and when (str); `last` is a row of its history, or None."""
    if last is None:
        return _("This record was changed after you opened it. Look at the differences.")
    words = {"who": who(last), "when": _when(last.history_date)}
    return (
        _(
            "%(who)s changed this record after you opened it (%(when)s). "
            "Look at the differences and save again."
        )
        % words
    )


def who(version):
    """Whose version (row of history) it is, as people call them (str)."""
    user = version.history_user
    return (user.get_full_name() or user.get_username()) if user else _("The portal")


def _when(moment):
    local = timezone.localtime(moment)
    time = date_format(local, "TIME_FORMAT")
    is_today = local.date() == timezone.localdate()
    return time if is_today else f"{date_format(local, 'SHORT_DATE_FORMAT')}, {time}"
