"""A second revision of the demo's 2023 on its way: a candidate, proposed, approved for an hour."""

from datetime import timedelta

from django.utils import timezone

from registry.models import User
from reports import releasing
from reports.models import Release

NOTES = {
    "kk": "Абай облысының іс-шаралары түзетілді.",
    "ru": "Исправлены мероприятия области Абай.",
    "en": "Events of Abai Region corrected.",
}


def editor():
    return User.objects.get(username="editor")


def approver():
    return User.objects.get(username="approver")


def candidate(year=2023):
    """A candidate with its notes, built by the editor."""
    release = releasing.build(year, editor())
    releasing.write_notes(release, editor(), NOTES)
    return Release.objects.get(pk=release.pk)


def proposed(year=2023):
    release = candidate(year)
    releasing.propose(release, editor())
    return Release.objects.get(pk=release.pk)


def waiting(year=2023, in_minutes=30):
    """Approved, to be published in some minutes."""
    release = proposed(year)
    return releasing.approve(release, approver(), timezone.now() + timedelta(minutes=in_minutes))
