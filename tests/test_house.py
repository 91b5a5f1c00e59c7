"""The project's own rules about its files: names, lengths, lists, what is generated from what."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parent.parent
NAMES_THAT_SAY_NOTHING = {"utils.py", "helpers.py", "services.py", "common.py"}
LONG_BY_NATURE = {
    "reports/catalogue.py",
    "registry/reference.py",
    "assembly/settings.py",
    "assembly/package_words.py",
}
LONGEST = 300
LOCKED = [f"requirements{part}" for part in ("", "-dev", "-audit", "-bench")]
# In two halves, so that this file does not name them itself.
INDEX_HOSTS = re.compile(
    "index-" + "url[ =]+\\S+://|py" + "pi\\.|files\\.python" + "hosted|registry\\.npm|deb\\.debian",
    re.I,
)


def tracked(*patterns):
    """The files that git keeps or will keep (paths from the root, as str)."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def test_a_file_is_named_after_what_is_in_it():
    assert not [name for name in tracked("*.py") if Path(name).name in NAMES_THAT_SAY_NOTHING]


def test_a_file_is_short_enough_to_read():
    long = {
        name: lines
        for name in tracked("*.py")
        if (lines := read(name).count("\n")) > LONGEST
        and name not in LONG_BY_NATURE
        and "/migrations/" not in name
    }

    assert not long


@pytest.mark.parametrize("name", LOCKED)
def test_each_package_says_what_it_is_for(name):
    lines = [line for line in read(f"{name}.in").splitlines() if line and line[0] not in "#-"]

    assert lines
    assert not [line for line in lines if " # " not in line]


@pytest.mark.parametrize("name", LOCKED)
def test_the_chosen_versions_cover_every_package(name):
    asked = re.findall(r"^([a-z][\w-]*)", read(f"{name}.in"), re.M)
    chosen = re.findall(r"^([a-z][\w-]*)[^=]*==", read(f"{name}.txt"), re.M)

    assert set(asked) <= set(chosen)


def test_no_file_names_a_package_index():
    assert not [name for name in tracked() if INDEX_HOSTS.search(read(name))]


def test_the_commands_of_the_readme_are_in_the_makefile():
    named = set(re.findall(r"`make ([a-z-]+)", read("README.md")))
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.M))

    assert {"run", "test"} <= named <= targets


def test_the_links_of_the_documents_lead_somewhere():
    broken = [
        f"{name}: {target}"
        for name in tracked("*.md")
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)", read(name))
        if not (ROOT / name).parent.joinpath(target).exists()
    ]

    assert not broken


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
