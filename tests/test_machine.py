"""What `make test` installs, and what it says when something is missing."""

import subprocess
from argparse import Namespace

import pytest

from tests import machine, run

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


@pytest.mark.parametrize(("ci", "outcomes"), [("", [True, True]), ("true", [False, True])])
def test_what_cannot_be_tested_is_loud_and_fails_on_ci(ci, outcomes, commands, monkeypatch, capsys):
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    for name in ("chromium", "initdb"):
        monkeypatch.setattr(machine, name, lambda: None)
    monkeypatch.setattr(machine, "may_install", lambda: False)

    assert list(run.check_all(Namespace(soak=False, jobs="2"))) == outcomes

    said = capsys.readouterr().out
    assert "NOT TESTED: Chromium" in said
    assert "NOT TESTED: PostgreSQL" in said
