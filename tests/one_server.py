"""docs/operations.md on this machine: its commands as they stand, the folders of a server moved.

nginx, PostgreSQL, gunicorn, TLS and git are the real ones.  What a test may not do has a stand-in
on the PATH: packages, accounts, owners, and systemd, whose units are read and started directly.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests import commands, front, machine

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "operations.md"
MOVED = re.compile(
    r"/(srv/portal|etc/(?:ssl/portal|systemd|nginx)|var/(?:lib|backups)/portal|var/log/nginx"
    r"|var/lib/nginx|run/portal)"
)
HOST = "stat.example.kz"
PASSWORD = "a-long-word-of-the-tests"
TRACE = "PS4='+ $(date +%T) '; set -x\n" if os.environ.get("TRACE") else ""
NOTHING = ("apt-get", "adduser", "chown", "pip")
FOLDERS = ("bin", "srv", "run/portal", "var/log/nginx", "var/lib/nginx", "var/backups", "etc/ssl")
FOLDERS += ("etc/systemd/system", "etc/nginx/snippets", "etc/nginx/sites-available")
FOLDERS += ("etc/nginx/sites-enabled",)


def missing():
    """The programs (list of str) that are not here."""
    needs = {"nginx": machine.nginx, "PostgreSQL": machine.initdb, "curl": machine.curl}
    needs |= {"openssl": machine.openssl, "git": lambda: machine.find("git")}
    return [name for name, finder in needs.items() if not finder()]


class Server:
    """A folder that stands for the root of a server."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.http, self.https = machine.free_ports(2)
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._stand_ins()
        self._origin()
        sites = f"    include {folder}/etc/nginx/sites-enabled/*;"
        main = front.around(sites, folder, folder / "var/log/nginx")
        (folder / "etc/nginx/nginx.conf").write_text(main)

    @property
    def env(self):
        """A shell of root's: none of the variables of this test run."""
        return {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "WEB_CONCURRENCY": "1",
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        }

    def moved(self, text):
        """A text of the page or of a configuration, for this folder and these ports."""
        text = MOVED.sub(lambda found: f"{self.folder}{found[0]}", text)
        for old, new in (
            ("/var/run/postgresql", self.database),
            ("https://git.example.kz/portal.git", f"{self.folder}/origin"),
            (".venv/bin/pip ", "pip "),
            ("createsuperuser ", "createsuperuser --noinput "),
        ):
            text = text.replace(old, new)
        return front.listening(text, http=self.http, https=self.https)

    def run(self, texts):
        """What commands (list of texts) of one shell say (CompletedProcess).

        They are what the page says, and no more: after a text that fails no other is begun.
        """
        script = self.folder / "page.sh"
        script.write_text(TRACE + self.moved("[ $? = 0 ] || exit 1\n".join([*texts, ""])))
        told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        with open(os.devnull) as nothing:
            return subprocess.run(["bash", script], env=self.env, stdin=nothing, **told)

    def ask(self, path, *options, port=443):
        """An answer of the server as curl prints it, heads first (str)."""
        scheme = "https" if port == 443 else "http"
        command = [f"{self.folder}/bin/curl", "--silent", "--include", *options]
        command += ["--cacert", f"{self.folder}/etc/ssl/portal/fullchain.pem"]
        done = subprocess.run([*command, f"{scheme}://{HOST}{path}"], capture_output=True)
        return done.stdout.decode(errors="replace")

    def stop(self):
        for file in self.folder.glob("*.pid"):
            try:
                os.kill(int(file.read_text()), signal.SIGTERM)
            except (ProcessLookupError, ValueError):
                continue  # it ended by itself, or `nginx -t` has left an empty file

    def _origin(self):
        """The files of this tree as a repository with two versions."""
        origin = self.folder / "origin"
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for name in filter(None, names.split("\0")):
            if name.startswith("tests/") or not (ROOT / name).is_file():
                continue
            (origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, origin / name)
        for file in filter(Path.is_file, (origin / "docs" / "operations").iterdir()):
            file.write_text(self.moved(file.read_text()))
        git = ["git", "-C", origin, "-c", "user.name=tests", "-c", "user.email=tests@localhost"]
        for words in (
            ["init", "-q"],
            ["add", "--all"],
            ["commit", "-q", "--no-gpg-sign", "-m", "Version one"],
            ["commit", "-q", "--no-gpg-sign", "--allow-empty", "-m", "Version two"],
            ["tag", "v2.0"],
            ["reset", "-q", "--hard", "HEAD~1"],
        ):
            subprocess.run([*git, *words], check=True, env=self.env, stdout=subprocess.DEVNULL)

    def _stand_ins(self):
        texts = dict.fromkeys(NOTHING, "exit 0") | {
            "runuser": RUNUSER.format(self=self),
            "install": INSTALL,
            "python3": f'[ "$*" = "-m venv .venv" ] && ln -s {sys.prefix} .venv',
            "nginx": f'exec {machine.nginx()} -p {self.folder} -c etc/nginx/nginx.conf "$@"',
            "curl": CURL.format(self=self, curl=machine.curl(), host=HOST),
            "systemctl": f'exec {sys.executable} {ROOT}/tests/one_systemd.py {self.folder} "$@"',
        }
        commands.stand_ins(self.folder / "bin", texts)


RUNUSER = """user=$2; shift 3
if [ "$user" = postgres ]; then export PGHOST={self.database} PGUSER=postgres; fi
exec "$@\""""
INSTALL = """kept=()
while (($#)); do case $1 in -o | -g) shift 2 ;; *) kept+=("$1"); shift ;; esac; done
exec /usr/bin/install "${kept[@]}\""""
CURL = (
    "exec {curl} --connect-to {host}:443:127.0.0.1:{self.https}"
    ' --connect-to {host}:80:127.0.0.1:{self.http} "$@"'
)


@contextmanager
def server():
    """A Server with a cluster of its own, in which `postgres` rules as on Debian."""
    folder = Path(tempfile.mkdtemp(prefix="portal-server-"))
    try:
        with machine.postgres() as url:
            database = url.partition("host=")[2]
            psql = ["psql", "-qX", "-h", database, "-d", "postgres", "-c"]
            for user, words in (
                ("portal", "CREATE ROLE postgres SUPERUSER LOGIN"),
                ("postgres", "ALTER ROLE portal RENAME TO tests"),
            ):
                subprocess.run([*psql, words, "-U", user], check=True)
            made = Server(folder, database)
            try:
                yield made
            finally:
                made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
