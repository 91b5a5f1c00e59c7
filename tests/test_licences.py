"""What the locked packages may be used under: listed, and nothing that an agency may not use."""

import re
import shutil
import subprocess

import pytest

from tests import licences
from tests.licences import ALLOWED, KINDS, may_be_used

PAGE = licences.PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_every_licence_is_one_that_an_agency_may_use(name):
    """Of what this machine has, and of what the page lists: it may be made on another system."""
    table = PAGE.partition(f"## {KINDS[name]}\n")[2].partition("\n## ")[0]
    listed = dict(line.strip("| \n").split(" | ") for line in table.splitlines()[4:])
    found = licences.licences(name)

    assert len(listed) > 10 and set(listed) <= set(licences.locked(name))
    odd = {
        package: text
        for package, text in [*listed.items(), *found.items()]
        if not may_be_used(text, ALLOWED[name])
    }
    assert not odd


def test_the_list_is_current():
    lines = {f"| {p} | {text} |" for name in KINDS for p, text in licences.licences(name).items()}
    assert lines <= set(PAGE.splitlines()), "run `make licences`"


def test_a_licence_that_claims_the_portal_is_refused():
    ours, tools = ALLOWED["requirements"], ALLOWED["requirements-dev"]
    assert may_be_used("MIT OR AGPL-3.0-only", ours) and may_be_used("GPL-3.0-or-later", tools)
    refused = ("AGPL-3.0-only", "MIT AND AGPL-3.0-only", "GPL-3.0-or-later", "unknown")
    assert not any(may_be_used(text, ours) for text in refused)


def test_the_page_names_every_file_of_locked_packages():
    files = {path.stem for path in licences.TOP.glob("requirements*.txt")}
    named = set(re.findall(r"`(requirements[\w-]*)\.txt`", PAGE))
    apart = set(re.findall(r"`(requirements[\w-]*)\.txt`", PAGE.partition("Not listed are")[2]))

    assert named == files and files - apart == KINDS.keys()


@pytest.mark.parametrize("bad", ["", "requirements-bench.txt"])
def test_an_audit_asks_about_every_file_by_itself(tmp_path, bad):
    """One may lock another version than the next; what is found in one hides nothing of another."""
    files = {path.name for path in licences.TOP.glob("requirements*.txt")}
    for name in ("Makefile", *files):
        shutil.copy(licences.TOP / name, tmp_path)
    tool = tmp_path / ".venv/audit/bin/pip-audit"
    tool.parent.mkdir(parents=True)
    tool.write_text(
        f'#!/bin/sh\necho "asked: $*"\ncase "$*" in *"-r {bad or "none"}") exit 1; esac\n'
    )
    tool.chmod(0o755)
    done = ["make", "--assume-old=.venv/audit.stamp", "audit"]
    (tmp_path / ".venv/audit.stamp").touch()
    said = subprocess.run(done, cwd=tmp_path, capture_output=True, text=True)

    assert set(re.findall(r"^asked: .* -r (\S+)$", said.stdout, re.M)) == files
    assert bool(said.returncode) == bool(bad) == ("NOT CLEAN" in said.stdout)
