"""What `make test` installs, and what it says when something is missing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import machine, run, side_by_side

PARTS = {
    "first": "print('FAILED tests/test_year.py'); raise SystemExit(1)",
    "second": "print('2 passed')",
}
NEEDS = {lambda: None: ["chromium"], lambda: "/usr/bin/soffice": ["libreoffice-calc"]}


@pytest.fixture
def commands(monkeypatch):
    """The commands that would run (list of lists); each of them ends well."""
    ran = []

    def record(command, **_):
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", record)
    return ran


def test_root_on_debian_installs_what_is_missing_and_says_so(commands, monkeypatch, capsys):
    monkeypatch.setattr(machine, "may_install", lambda: True)

    machine.install(NEEDS)

    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert commands[1][-1] == "chromium"
    assert "chromium" in capsys.readouterr().out


def test_nothing_is_installed_for_anybody_else(commands, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)

    machine.install(NEEDS)

    assert commands == []


def test_a_program_off_the_path_is_found(monkeypatch, tmp_path):
    (tmp_path / "initdb").touch(mode=0o755)
    monkeypatch.setenv("PATH", "")

    assert machine.find("initdb") is None
    assert machine.find("initdb", folders=[tmp_path]) == str(tmp_path / "initdb")


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_what_cannot_be_tested_is_loud_and_fails_on_ci(ci, code, commands, monkeypatch, capsys):
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    for name in ("chromium", "initdb"):
        monkeypatch.setattr(machine, name, lambda: None)
    monkeypatch.setattr(machine, "may_install", lambda: False)
    parts = {}
    monkeypatch.setattr(run.side_by_side, "run", lambda one, *_: parts.update(one) or True)
    monkeypatch.setattr(run.sys, "argv", ["tests.run"])
    monkeypatch.setattr(run.signal, "signal", lambda *_: None)

    with pytest.raises(SystemExit) as ended:
        run.main()

    said = capsys.readouterr().out
    assert "NOT TESTED: Chromium" in said
    assert "NOT TESTED: PostgreSQL" in said
    assert (int(ended.value.code), set(parts)) == (code, {"SQLite", "browser"})


@pytest.mark.parametrize("is_soak", [True, False])
def test_the_long_tests_tell_what_they_counted(is_soak):
    parts = run.parts("postgres://there", is_soak)
    commands = {name: run.pytest(name, 1, *part)[0] for name, part in parts.items()}

    assert {"-rP" in command for command in commands.values()} == {is_soak}
    shared = {name for name, command in commands.items() if command.count("--dist") == 1}
    assert shared == (set() if is_soak else {"PostgreSQL", "SQLite"})


def side_by_side_in_a_thread(*asked, **options):
    """As a program of its own runs them: in this thread the browser may have a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(side_by_side.run, *asked, **options).result()


def test_what_failed_is_said_again_at_the_end(capsys):
    commands = {name: ([sys.executable, "-c", code], {}) for name, code in PARTS.items()}

    assert not side_by_side_in_a_thread(commands, at_a_time=1)

    said = capsys.readouterr().out
    assert said.endswith("\nFailed:\nfirst  | FAILED tests/test_year.py\n")
    assert "second | 2 passed" in said


def test_a_part_without_tests_fails_only_where_that_is_not_allowed():
    commands = {"soak": ([sys.executable, "-c", "raise SystemExit(5)"], {})}

    assert side_by_side_in_a_thread(commands, 1, allowed=(0, run.NO_TESTS))
    assert not side_by_side_in_a_thread(commands, 1)
