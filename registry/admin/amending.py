"""A reviewer corrects a record of a return in review, on the record's own form, with a reason.

The form shows a box for the reason; without one the lock stands as for everybody.  What changed is
kept as an Amendment: the unit sees old and new and may object.
"""

from contextlib import nullcontext

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy

from registry import locks, reviewing, trail
from registry.admin.shown import shown
from registry.models import Submission
from registry.models.history import Through, made

FIELD = "correction_reason"
WANTED = gettext_lazy("This return is in review: write the reason of the correction.")


def reviewer_of(user):
    """The person, if they review returns; else None."""
    return user if user.has_perm("registry.review_submission") else None


def is_offered(user, record):
    """Whether the form of a record asks for the reason of a correction."""
    return bool(reviewer_of(user) and record and record.pk and locks.in_review(record, record))


def check(form, before):
    """Ask the lock for a record's form; raises its Locked, or what a correction still wants."""
    whole, gate = _whole(form.instance), locks.Gate(is_review=True)
    person = getattr(whole, "reviewer", None)
    keys = _in_review(before, form, gate) if person and before else []
    if not keys or _sent_by(person, keys):
        locks.check(before, form.instance, form.cleaned_data)
        return
    whole.gate = form.instance.gate = gate
    locks.check(before, form.instance, form.cleaned_data, gate)
    reason = whole.correction_reason.strip()
    if not reason:
        raise ValidationError(WANTED)
    form.instance._change_reason = reason
    form.amended = keys, _changes(form, before), reason


def _in_review(before, form, gate):
    """What a reviewer's form moves in returns in review: its dates reach into them."""
    if hasattr(form.instance, "counts_from"):
        locks.settle_years(form.instance, gate)
    return locks.in_review(before, form.instance, form.cleaned_data)


def check_part(form, before, after):
    """The same for a part that is a field of the form; `before` or `after` may be None."""
    try:
        locks.check(before, after)
    except locks.Locked:
        record = form.instance
        keys = locks.in_review(record, record) if record.pk and form.reviewer else []
        if not keys or _sent_by(form.reviewer, keys):
            raise
        locks.check(before, after, gate=locks.Gate(is_review=True))
        if not record.correction_reason.strip():
            raise ValidationError(WANTED) from None
        _keys, changes, reason = getattr(form, "amended", (keys, [], record.correction_reason))
        name = f"body_{(before or after).kind}"
        told = [name, *(part.role if part else "–" for part in (before, after))]
        form.amended = keys, [*changes, told], reason.strip()


def act(forms):
    """While these forms are written: a correction with its reason, if one of them is one."""
    amended = [form.amended for form in forms if hasattr(form, "amended")]
    return made(Through.CORRECTION, why=amended[0][2]) if amended else nullcontext()


def _whole(record):
    """The record whose form it is: of a part, the record that it is a part of."""
    names = trail.wholes(type(record)._meta.concrete_model)
    return getattr(record, names[0]) if names else record


def _sent_by(person, keys):
    """Whether a person sent one of these returns: who sends does not review."""
    return any(
        Submission.objects.filter(region=unit, year=year, submitted_by=person).exists()
        for _section, unit, year in keys
    )


def _changes(form, before):
    """[[field, old, new], ...] of a form, as texts; choices keep their value."""
    old, new = form.stored_values(before), form.sent_values()
    model = type(form.instance)._meta
    own = {field.name: field for field in (*model.fields, *model.many_to_many)}
    fields = {name: own[name] for name in new if name in own and old[name] != new[name]}
    where = f"{model.label}." if trail.wholes(model.concrete_model) else ""
    return [
        [f"{where}{name}", _text(field, old[name]), _text(field, new[name])]
        for name, field in fields.items()
    ]


def _text(field, value):
    return str(value) if field.choices and value not in (None, "") else shown(field, value)


def keep(forms, by):
    """Keep what a reviewer corrected with these forms, once for each return that it moves.

    Gives the address of the review of such a return, or "".
    """
    page = ""
    for form in forms:
        keys, changes, reason = getattr(form, "amended", ((), [], ""))
        for section, unit, year in keys:
            reviewing.amend(section, unit, year, _whole(form.instance), by, reason, changes)
            page = f"{reverse('admin:desk_review', args=[unit, year])}#amendments"
    return page
