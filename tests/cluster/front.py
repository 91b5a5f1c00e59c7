"""Redis, the application on two ports, and nginx before it, from the files of docs/operations/."""

import re
import subprocess
import sys

from tests import machine
from tests.cluster import programs
from tests.cluster.database import FILES, OWNER, WORD, owned
from tests.front import around, listening
from tests.load.serving import CONFIG, TOP, environment

NAME = "localhost"  # what a browser of this machine calls it
ALONE = re.compile(r"(?ms)^upstream portal \{.*?^\}\n")  # upstream.conf stands in its place


def redis():
    return machine.find("redis-server")


class Redis:
    """The copies of the sessions."""

    def __init__(self, all_programs):
        self.programs = all_programs
        (self.port,) = machine.free_ports(1)
        self.folder = owned(all_programs.folder / "redis")

    @property
    def url(self):
        return f"redis://:{WORD}@127.0.0.1:{self.port}/0"

    def start(self):
        (self.folder / "redis.conf").write_text((FILES / "redis.conf").read_text())
        own = ["--bind", "127.0.0.1", "--port", self.port, "--requirepass", WORD]
        command = [redis(), self.folder / "redis.conf", *own, "--dir", self.folder]
        self.programs.start("redis", command, account=OWNER)

    def kill(self):
        self.programs.kill("redis")

    def wait(self):
        self.programs.wait("redis", lambda: programs.listens(self.port))

    def sessions(self):
        """How many it holds (int)."""
        command = ["redis-cli", "-p", str(self.port), "--no-auth-warning", "-a", WORD, "DBSIZE"]
        return int(subprocess.run(command, capture_output=True, text=True).stdout.split()[-1])


class Application:
    """A gunicorn as in production, with the variables (dict) of the others."""

    def __init__(self, name, all_programs, variables):
        self.name, self.programs, self.variables = name, all_programs, variables
        (self.port,) = machine.free_ports(1)

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "--config", CONFIG, "assembly.wsgi"]
        bind = {"PORTAL_BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1"}
        self.programs.start(self.name, command, environment(**self.variables) | bind | PATH)

    def kill(self):
        self.programs.kill(self.name)

    def wait(self):
        ready = f"http://127.0.0.1:{self.port}/healthz"
        self.programs.wait(self.name, lambda: programs.says(ready))


PATH = {"PYTHONPATH": str(TOP)}


class Nginx:
    """docs/operations/nginx.conf with the applications of the cluster, on ports of its own."""

    def __init__(self, all_programs, applications):
        self.programs, self.applications = all_programs, applications
        self.port, self.plain = machine.free_ports(2)
        self.folder = all_programs.folder / "nginx"

    def start(self):
        self.configure()
        self.programs.start("nginx", self.command)

    def configure(self):
        """Write its files."""
        (self.folder / "snippets").mkdir(parents=True)
        self._certify()
        texts = {
            "nginx.conf": around(f"    include {self.folder}/site.conf;", self.folder, self.folder),
            "site.conf": self._moved(self._upstream() + ALONE.sub("", _read("nginx.conf"))),
            # A browser here names the port, too, and compares.
            "snippets/portal-proxy.conf": _read("proxy.conf").replace("$host;", "$http_host;"),
            "snippets/portal-headers.conf": _read("headers.conf"),
        }
        for name, text in texts.items():
            (self.folder / name).write_text(text)

    def _upstream(self):
        text = _read("cluster/upstream.conf")
        for number, application in enumerate(self.applications, 1):
            text = text.replace(f"10.0.0.1{number}:8000", f"127.0.0.1:{application.port}")
        return text

    @property
    def command(self):
        main = ["-c", self.folder / "nginx.conf", "-g", "daemon off;"]
        return [machine.nginx(), "-p", self.folder, *main]

    def wait(self):
        self.programs.wait("nginx", lambda: programs.listens(self.port))

    def _moved(self, text):
        for old, new in (
            ("/etc/nginx/", f"{self.folder}/"),
            ("/etc/ssl/portal/", f"{self.folder}/"),
            ("/var/lib/nginx/pages", f"{self.folder}/pages"),
            ("/var/log/nginx/", f"{self.folder}/"),
            ("/srv/portal", str(TOP)),
            ("stat.example.kz", NAME),
        ):
            text = text.replace(old, new)
        return listening(text, http=self.plain, https=self.port)

    def _certify(self):
        command = [machine.openssl(), "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"]
        command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={NAME}"]
        command += ["-addext", f"subjectAltName=DNS:{NAME}"]
        command += ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"]
        subprocess.run(command, check=True, capture_output=True)


def _read(name):
    return (FILES.parent / name).read_text()
