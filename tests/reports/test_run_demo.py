"""The command behind `make run`: the demo once, never beside somebody's records."""

import socket
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError

from registry.models.origin import DemoMark
from reports.management.commands import run_demo
from tests import machine

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch):
    """The commands that run_demo calls (list of (name, options)), none of which runs."""
    calls = []
    monkeypatch.setattr(
        run_demo, "call_command", lambda name, *_, **options: calls.append((name, options))
    )
    monkeypatch.setenv("DEMO_PASSWORD", "of the demo")
    return calls


def run(port=None):
    output = StringIO()
    call_command("run_demo", port=port or machine.free_ports(1)[0], stdout=output)
    return output.getvalue()


def test_it_loads_the_demo_into_an_untouched_database(called):
    run()

    (first, options), (then, _) = called
    assert (first, then) == ("load_demo", "runserver")
    assert options["password"] == "of the demo"


def test_it_leaves_a_database_with_people_as_it_is(called):
    get_user_model().objects.create(username="somebody")

    output = run()

    assert [name for name, _ in called] == ["runserver"]
    assert "/kk/" in output
    assert "coordinator" not in output and "summary.xlsx" not in output


def test_it_tells_the_accounts_of_a_demo(called):
    get_user_model().objects.create(username="somebody")
    DemoMark.objects.create(seed=1)

    output = run()

    assert "coordinator-rep" in output and "summary.xlsx" in output
    assert "of the demo" in output
    assert "approver: approve" in output


def test_it_refuses_a_taken_port_first(called):
    with socket.create_server((run_demo.HOST, 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is not free"):
            run(port)

    assert called == []


@pytest.mark.parametrize("port", [-5, 70000])
def test_it_refuses_what_is_no_port(called, port):
    with pytest.raises(CommandError, match=f"{port} is no port"):
        run(port)


def test_the_letters_of_the_demo_lead_to_its_port(called, settings, monkeypatch):
    monkeypatch.delenv("PORTAL_URL", raising=False)
    (port,) = machine.free_ports(1)

    run(port)

    assert f"http://{run_demo.HOST}:{port}" == settings.PORTAL_URL


def test_it_says_when_the_database_does_not_answer(called, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(run_demo, "is_untouched", refuse)

    with pytest.raises(CommandError, match="does not answer: connection refused"):
        run()
