"""The upgrade and the way back of docs/operations.md, as pasted: they end at the first failure."""

import os
import re
import subprocess

import pytest

from tests import commands, one_server

UPGRADE, WAY_BACK = commands.blocks(one_server.PAGE)[-2:]
STAND_IN = """#!/bin/bash
echo "${0##*/} $*" >> "$TOLD"
[ -z "$FAILS" ] || [[ "${0##*/} $*" != *"$FAILS"* ]] || exit 1
[[ "${0##*/} $1" != "rm -f" ]] || exec /bin/rm "$@"  # what an upgrade forgets is gone
"""
NAMES = ("git", "curl", "systemctl", "runuser", "rm", "touch", "sleep", "cp", "pip", "python")
OPENS = "rm /var/lib/portal/maintenance"
OLD, NEW = "portal-20260101.dump", "portal-20260102.dump"


@pytest.fixture
def paste(tmp_path):
    """Pastes a block into a shell in which every command only says its name; one of them fails."""
    for name in ("bin", "srv/portal/.venv/bin", "var/lib/portal", "var/backups/portal"):
        (tmp_path / name).mkdir(parents=True)
    for name in NAMES:
        for folder in ("bin", "srv/portal/.venv/bin"):
            (tmp_path / folder / name).write_text(STAND_IN)
            (tmp_path / folder / name).chmod(0o755)
    (tmp_path / "var/backups/portal" / OLD).touch()

    def told(block, fails=""):
        """Whether it went well, and what was called (list of str)."""
        moved = re.sub(r"/(srv|var/(?:lib|backups))/portal", rf"{tmp_path}\g<0>", block)
        told = tmp_path / "told"
        told.write_text("")
        env = {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "TOLD": told, "FAILS": fails}
        done = subprocess.run(["bash"], input=moved, env=env, text=True, stderr=subprocess.DEVNULL)
        return not done.returncode, told.read_text().replace(str(tmp_path), "").splitlines()

    told.folder = tmp_path
    return told


@pytest.mark.parametrize("block", [UPGRADE, WAY_BACK], ids=["upgrade", "way back"])
def test_each_command_that_fails_is_the_last(paste, block):
    paste(UPGRADE)
    went_well, called = paste(block)
    assert went_well and OPENS in called and len(called) > 11

    for command in called:
        went_well, until = paste(block, fails=command.split(" /")[0])
        assert not went_well and until == called[: len(until)]
        assert until[-1].startswith(command.split(" /")[0])


def test_the_way_back_is_that_of_the_backup_before_the_upgrade(paste):
    paste(UPGRADE)
    (paste.folder / "var/backups/portal" / NEW).touch()

    _well, called = paste(WAY_BACK)
    (restored,) = [command for command in called if "restore" in command]
    assert restored.endswith(f"restore --replace /var/backups/portal/{OLD}")


def test_an_upgrade_without_a_backup_has_no_way_back(paste):
    paste(UPGRADE)
    paste(UPGRADE, fails="systemctl start portal-backup")

    assert paste(WAY_BACK) == (False, [])


def test_an_upgrade_that_is_under_way_is_not_begun_again(paste):
    (paste.folder / "var/lib/portal/maintenance").touch()

    assert paste(UPGRADE) == (False, [])


@pytest.mark.parametrize("block", [UPGRADE, WAY_BACK], ids=["upgrade", "way back"])
def test_no_timer_runs_meanwhile(paste, block):
    timers = {path.name for path in (one_server.PAGE.parent / "operations").glob("*.timer")}
    paste(UPGRADE)
    _well, called = paste(block)
    for word in ("stop", "start"):
        assert timers <= set(" ".join(c for c in called if f"systemctl {word}" in c).split())
    assert called.index(OPENS) == len(called) - 2
