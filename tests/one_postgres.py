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

from tests import commands, machine

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "operations" / "archive.md"
FILES = PAGE.parent / "archive"
MOVED = re.compile(
    r"/(?:srv/portal|run/portal|var/lib/portal|var/lib/postgresql|var/backups/portal-log"
    r"|etc/postgresql|etc/systemd|usr/local/lib)\b"
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
SYSTEMCTL = """data={folder}/var/lib/postgresql/15/main
as_postgres() { runuser -u postgres -- "$@"; }
postgres() {
    as_postgres pg_ctl -s -w -D $data -l {folder}/log \
        -o "-c config_file={folder}/etc/postgresql/15/main/postgresql.conf" "$@"
}
verb=$1; shift
for unit; do case "$verb $unit" in
*" --"* | "daemon-reload"*) ;;
"is-active postgresql@15-main.service") [ -e $data/postmaster.pid ] ;;
"stop postgresql@15-main.service") [ ! -e $data/postmaster.pid ] || postgres -m fast stop ;;
"start postgresql@15-main.service") postgres start || true ;;  # as Debian's unit: it is told later
"restart postgresql@15-main.service") postgres -m fast restart ;;
"start portal-base.service" | "start portal-late.service")
    as_postgres $(sed -n 's/^ExecStart=//p' {folder}/etc/systemd/system/$unit) ;;
*) [ -e {folder}/etc/systemd/system/$unit ] ;;
esac || exit; done"""


class Postgres:
    """A folder that stands for the root of a server with Debian's PostgreSQL."""

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "var/lib/postgresql/15"
        self.main = self.data / "main"
        self.kept = folder / "var/backups/portal-log"
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        settings = folder / "etc/postgresql/15/main/postgresql.conf"
        settings.write_text(SETTINGS.format(folder=folder))
        self._files()
        self._stand_ins()
        made = f"initdb -U postgres -E UTF8 --locale=C.UTF-8 -A trust -D {folder}/empty"
        self.run(f"install -d -o postgres -m 755 .; runuser -u postgres -- {made}")

    def _files(self):
        """Those of docs/operations, for this folder; the log is handed over each second."""
        there = self.folder / "srv/portal/docs/operations"
        for file in (*PAGE.parent.glob("portal*"), *FILES.iterdir()):
            copy = there / file.relative_to(PAGE.parent)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(TIMEOUT.sub("archive_timeout = 1", self.moved(file.read_text())))

    def _stand_ins(self):
        texts = {"install": INSTALL, "runuser": RUNUSER, "mountpoint": "exit 0", "curl": "exit 0"}
        texts["systemctl"] = SYSTEMCTL.replace("{folder}", str(self.folder))
        commands.stand_ins(self.folder / "bin", texts)

    def begin_anew(self):
        """A new machine with an empty PostgreSQL and the units of the portal; the folder stays."""
        self.stop()
        (self.folder / "etc/postgresql/15/main/conf.d/portal-archive.conf").unlink(missing_ok=True)
        shutil.rmtree(self.data, ignore_errors=True)
        (self.folder / "log").unlink(missing_ok=True)
        self.run(
            "set -e\n"
            "install -d -o postgres -m 755 /var/lib/postgresql/15\n"
            "cp --archive empty /var/lib/postgresql/15/main\n"
            "cp /srv/portal/docs/operations/portal*.* /etc/systemd/system/\n"
            "systemctl start postgresql@15-main.service\n"
            "createdb portal\n"
            "psql -Xqc 'CREATE TABLE django_admin_log (action_time timestamptz)' portal\n"
        )

    def run(self, text):
        """What commands of the page say (str).  Raises AssertionError if the last one fails."""
        tools = Path(machine.initdb()).parent
        path = f"{self.folder}/bin:{tools}:{os.environ['PATH']}"
        env = {"PATH": path, "LC_ALL": "C.UTF-8", "PGUSER": "postgres", "PGHOST": str(self.folder)}
        told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        script = ["bash", "-c", self.moved(text)]
        done = subprocess.run(script, env=env, cwd=self.folder, **told)
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
        self.run("systemctl stop postgresql@15-main.service")

    def kill(self):
        """Its processes end at once, as with the machine."""
        file = self.main / "postmaster.pid"
        os.kill(int(file.read_text().split()[0]), signal.SIGKILL)
        for left in (file, *self.folder.glob(".s.PGSQL.*")):
            left.unlink()


@contextmanager
def server():
    """A Postgres in a folder of its own, which goes at the end."""
    made = Postgres(Path(tempfile.mkdtemp(prefix="portal-archive-")))
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.folder, ignore_errors=True)
