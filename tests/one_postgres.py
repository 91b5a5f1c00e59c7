"""docs/operations/archive.md on this machine: its commands as they stand, on a PostgreSQL of ours.

The folders of the server are moved; what a test may not do has a stand-in on the PATH.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests import machine

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "operations" / "archive.md"
FILES = PAGE.parent / "archive"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
MOVED = re.compile(
    r"/(?:srv/portal|var/lib/portal|var/lib/postgresql|var/backups/portal-log|etc/postgresql"
    r"|etc/systemd|usr/local/lib)\b"
)
TIMEOUT = re.compile(r"archive_timeout = \d+")
FOLDERS = ("bin", "var/backups", "var/lib/portal", "var/lib/postgresql/15")
FOLDERS += ("etc/postgresql/15/main/conf.d", "etc/systemd/system", "usr/local/lib")
SETTINGS = """listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
include_dir = 'conf.d'
"""
INSTALL = """kept=(); owner=
while (($#)); do
    case $1 in -o) owner=$2; shift 2 ;; -g) shift 2 ;; *) kept+=("$1"); shift ;; esac
done
/usr/bin/install "${kept[@]}"
if [ "$owner" ] && [ $UID = 0 ]; then chown nobody: "${kept[-1]}"; fi"""
RUNUSER = """shift 3
if [ $UID = 0 ]; then exec setpriv --reuid nobody --regid nogroup --clear-groups "$@"; fi
exec "$@\""""
SYSTEMCTL = """case "$*" in
"stop "*postgresql.service*)
    [ -e {folder}/var/lib/postgresql/15/main/postmaster.pid ] || exit 0
    act="-m fast stop" ;;
"start postgresql.service") act=start ;;
"restart postgresql.service") act=restart ;;
"start portal-base.service" | "start portal-late.service")
    command=$(sed -n 's/^ExecStart=//p' {folder}/etc/systemd/system/$2)
    exec runuser -u postgres -- $command ;;
*) exit 0 ;;
esac
exec runuser -u postgres -- pg_ctl -s -w -D {folder}/var/lib/postgresql/15/main \
    -l {folder}/log -o "-c config_file={folder}/etc/postgresql/15/main/postgresql.conf" $act"""


def blocks():
    """The commands of the page, a text for each of its blocks."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


class Postgres:
    """A folder that stands for the root of a server with Debian's PostgreSQL, which is started."""

    def __init__(self, folder):
        self.folder = folder
        self.main = folder / "var/lib/postgresql/15/main"
        self.kept = folder / "var/backups/portal-log"
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._files()
        settings = folder / "etc/postgresql/15/main/postgresql.conf"
        settings.write_text(SETTINGS.format(folder=folder))
        self._stand_ins()
        self.begin_anew()

    def _files(self):
        """Those of the page, for this folder; the log is handed over each second."""
        files = self.folder / "srv/portal/docs/operations/archive"
        files.mkdir(parents=True)
        for file in FILES.iterdir():
            text = self.moved(file.read_text())
            (files / file.name).write_text(TIMEOUT.sub("archive_timeout = 1", text))

    def _stand_ins(self):
        texts = {"install": INSTALL, "runuser": RUNUSER}
        texts["systemctl"] = SYSTEMCTL.replace("{folder}", str(self.folder))
        for name, text in texts.items():
            file = self.folder / "bin" / name
            file.write_text(f"#!/bin/bash\n{text}\n")
            file.chmod(0o755)

    def begin_anew(self):
        """A new machine: an empty PostgreSQL and nothing else, but the folder of the log."""
        self.stop()
        (self.folder / "etc/postgresql/15/main/conf.d/portal-archive.conf").unlink(missing_ok=True)
        for path in (self.main, self.main.parent / "lost"):
            shutil.rmtree(path, ignore_errors=True)
        (self.folder / "log").unlink(missing_ok=True)
        for name in (".", "/var/lib/postgresql/15"):
            self.run(f"install -d -o postgres -m 755 {name}")
        made = "initdb -U postgres -E UTF8 --locale=C.UTF-8 -A trust -D /var/lib/postgresql/15/main"
        self.run(f"runuser -u postgres -- {made} > /dev/null")
        self.run("systemctl start postgresql.service")

    def run(self, commands):
        """What commands of the page say (str).  They stop at the first that fails, which raises."""
        tools = Path(machine.initdb()).parent
        path = f"{self.folder}/bin:{tools}:{os.environ['PATH']}"
        env = {"PATH": path, "LC_ALL": "C.UTF-8", "PGUSER": "postgres", "PGHOST": str(self.folder)}
        told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        script = "set -e\n" + self.moved(commands)
        done = subprocess.run(["bash", "-c", script], env=env, cwd=self.folder, **told)
        assert done.returncode == 0, f"{done.stdout}\n{self.log}"
        return done.stdout

    def moved(self, text):
        """A text of the page or of its files, for this folder."""
        return MOVED.sub(lambda found: f"{self.folder}{found[0]}", text)

    @property
    def log(self):
        """What PostgreSQL itself has said (str)."""
        file = self.folder / "log"
        return file.read_text() if file.exists() else ""

    def ask(self, words):
        """The answer of PostgreSQL (str)."""
        return self.run(f'psql -XAtc "{words}" postgres').strip()

    def stop(self):
        if (self.main / "postmaster.pid").exists():
            self.run("systemctl stop postgresql.service")

    def kill(self):
        """Its processes end at once, as with the machine."""
        file = self.main / "postmaster.pid"
        os.kill(int(file.read_text().split()[0]), signal.SIGKILL)
        for left in (file, *self.folder.glob(".s.PGSQL.*")):
            left.unlink()


@contextmanager
def server():
    """A Postgres in a folder of its own, which goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="portal-archive-"))
    made = Postgres(folder)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
