"""Another's write takes too long: a sentence and the form again, in the language of its reader."""

import re
import runpy
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from registry.accounts.groups import COORDINATORS
from registry.models import Event
from tests.registry import rows
from tests.registry.doors import A, address, person

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = Path(__file__).parents[2] / "assembly" / "settings.py"


@contextmanager
def turn_of(unit):
    """Within, another connection holds the turn of a unit, and nobody waits long for it."""
    held, short = {
        "sqlite": ("BEGIN IMMEDIATE", ("PRAGMA busy_timeout = 20", "PRAGMA busy_timeout = 20000")),
        "postgresql": (
            f"BEGIN; SELECT 1 FROM registry_region WHERE code = '{unit}' FOR UPDATE",
            ("SET lock_timeout = '20ms'", "RESET lock_timeout"),
        ),
    }[connection.vendor]
    other = connection.copy()
    try:
        with other.cursor() as holding, connection.cursor() as cursor:
            holding.execute(held)
            cursor.execute(short[0])
            yield
            cursor.execute(short[1])
            holding.execute("ROLLBACK")
    finally:
        other.close()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "Бір минут күтіп, қайта жіберіңіз."),
        ("ru", "Подождите минуту и отправьте её ещё раз."),
        ("en", "Wait a minute, then send it again."),
    ],
)
def test_a_form_that_waited_too_long_is_kept_and_sent_again(client, language, sentence):
    ana = person("ana", COORDINATORS, A)
    ana.language = language
    ana.save()
    client.force_login(ana)
    page = address(Event, "change", rows.event(A).pk)
    form = rows.posted(client.get(page)) | {"title": "Наурыз «екі жол»"}

    with turn_of(A):
        answers = [client.post(page, form), client.get(page)]
    assert [answer.status_code for answer in answers] == [503, 200]  # to read is not to wait
    assert sentence in answers[0].content.decode() and answers[0]["Retry-After"] == "60"
    assert Event.objects.get().title != form["title"]

    again = client.post(answers[0].context["path"], dict(answers[0].context["fields"]))
    assert again.status_code == 302 and Event.objects.get().title == form["title"]


def test_a_server_waits_for_less_than_a_statement_may_take(monkeypatch):
    """Or PostgreSQL would say that the statement is slow, not whom it waits for."""
    given = "postgres://portal@/portal?options=-c%20search_path%3Dpublic"
    for name, value in (("DATABASE_URL", given), ("PORTAL_SERVES", "1"), ("DEBUG", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("STATEMENT_TIMEOUT", raising=False)

    options = runpy.run_path(str(SETTINGS))["DATABASES"]["default"]["OPTIONS"]["options"]
    limits = {name: int(value) for name, value in re.findall(r"(\w+_timeout)=(\d+)", options)}
    assert limits == {"statement_timeout": 30_000, "lock_timeout": 20_000}
    assert options.startswith("-c search_path=public ")
