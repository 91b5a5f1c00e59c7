"""Two people approve the same release in the same moment: it is published once."""

import threading

import pytest
from django.db import connection

from registry.models import User
from registry.returns import Refused
from reports import releasing
from reports.models import Release
from tests.reports.signed import proposed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]


def approve_at_once(release, people, moment):
    """What each thread came to: the moment of publication, or the refusal."""
    answers = {}

    def one(name):
        user = User.objects.get(username=name)
        moment.wait()
        try:
            answers[name] = releasing.approve(release, user).published_at
        except Refused as problem:
            answers[name] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[name]) for name in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_it_is_published_once(monkeypatch):
    held, published = [], []

    def read(*args):
        held.append(connection.in_atomic_block)
        return []

    monkeypatch.setattr("reports.checklist.blocking.disagreements", read)
    monkeypatch.setattr("reports.releasing.sizes_of", lambda *args: dict(read()))
    publish = releasing.publishing.publish

    def counted(release, at=None):
        published.append(release.pk)
        return publish(release, at)

    monkeypatch.setattr(releasing.publishing, "publish", counted)
    release = proposed()

    answers = approve_at_once(release, ["approver", "admin"], threading.Barrier(2, timeout=30))

    assert published == [release.pk]
    assert len(held) == 5 and not any(held), "nobody waits while the files are read"
    assert sorted(isinstance(answer, Refused) for answer in answers.values()) == [False, True]
    stored = Release.objects.get(pk=release.pk)
    assert stored.state == Release.State.PUBLISHED
    assert stored.published_at in answers.values()
