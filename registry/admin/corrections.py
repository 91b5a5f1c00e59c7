"""A reviewer's hand in the records: each change says why, and whoever corrects does not accept."""

from contextlib import contextmanager

from registry import reviewing, sections
from registry.models import Submission
from registry.models.history import Through, made
from registry.models.regions import Reporters


def is_reviewer(user):
    """Whether a person changes records of others: reviews them and enters none."""
    reviews = user.has_perm("registry.review_submission")
    return reviews and not user.has_perm("registry.submit_submission")


@contextmanager
def noted(request):
    """Say in the history that what is written now is a correction, and why."""
    if request.method != "POST" or not is_reviewer(request.user):
        yield
        return
    with made(Through.CORRECTION, why=request.POST.get("why", "").strip()[:500]):
        yield


def keep(user, form):
    """Keep a reviewer's change beside each return in review that counts the record."""
    if not (form.is_review and form.changed_data):
        return
    record = form.instance
    section, _part = sections.part_of(record)
    for returned in _in_review(record) if section else ():
        place = section.key, returned.region_id, returned.year_id
        reviewing.amend(*place, record, user, form.cleaned_data["why"], _changes(form))


def _in_review(record):
    first, last = record.counted_years()
    reporters = Reporters()
    found = Submission.objects.filter(state=Submission.State.IN_REVIEW, year__gte=first)
    for returned in found.filter(year__lte=last) if last else found:
        if reporters.unit(record.unit.pk, returned.year_id) == returned.region_id:
            yield returned


def _changes(form):
    """[[field, old, new], ...] of the fields that a form changed, as people read them."""
    new = form.sent_values(form.was)
    names = [name for name in form.changed_data if name in new]
    return [
        [str(form.fields[name].label), *(form.shown_value(name, v[name]) for v in (form.was, new))]
        for name in names
    ]
