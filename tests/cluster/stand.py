"""Everything that runs: started in order, named, ended in the order back."""

import shutil
import signal
import tempfile
from pathlib import Path

from tests.cluster import database, front
from tests.cluster.programs import Programs
from tests.load import serving

PASSWORD = "a-long-word-of-the-cluster"  # of the accounts of the demo
LOADED = ("load_demo", "--password", PASSWORD, "--untouched", "--verbosity", "0")


class Stand:
    """A cluster in a temporary folder; `with` it."""

    def __init__(self, keep=False):
        self.keep = keep
        self.folder = Path(tempfile.mkdtemp(prefix="portal-cluster-"))
        self.folder.chmod(0o711)  # whose the databases are passes through
        self.programs = Programs(self.folder)
        self.etcd = database.Etcd(self.programs)
        nodes = [database.Node(name, self.programs, self.etcd) for name in ("one", "two")]
        self.pair = database.Pair(nodes)
        self.redis = front.Redis(self.programs)
        self.variables = {
            "url": self.pair.url("read-write"),
            "REPLICA_URL": self.pair.url("prefer-standby"),
            "CACHE_URL": self.redis.url,
            "ALLOWED_HOSTS": f"{front.NAME},127.0.0.1",
        }
        names = ("application-1", "application-2")
        self.applications = [
            front.Application(name, self.programs, self.variables) for name in names
        ]
        self.nginx = front.Nginx(self.programs, self.applications)
        self.variables["PORTAL_URL"] = self.address = f"https://{front.NAME}:{self.nginx.port}"

    def start(self, say):
        say("etcd, then PostgreSQL twice, under Patroni")
        self.etcd.start()
        for node in self.pair.nodes.values():
            node.start()
        self.pair.wait()
        self.pair.make_database()
        say("the demo registry is being made")
        for words in (("collectstatic", "--noinput", "--verbosity", "0"), ("migrate", "-v", "0")):
            self._manage(*words)
        self._manage(*LOADED)
        say("Redis, the application twice, nginx")
        self.redis.start()
        for application in self.applications:
            application.start()
        self.nginx.start()
        for one in (self.redis, *self.applications, self.nginx):
            one.wait()

    def wrong_with_backup(self):
        """What keeps a backup (str) from being made and restored, wherever the primary is."""
        backups = self.folder / "backups"
        try:
            self._manage("backup", str(backups), "-v", "0")
            self._manage("rehearse_restore", str(backups), "-v", "0")
        except SystemExit as problem:
            return str(problem)[-300:]
        return ""

    def _manage(self, *words):
        variables = dict(self.variables)
        serving.manage(variables.pop("url"), *words, **variables)

    def __enter__(self):
        return self

    def __exit__(self, *_problem):
        for one in (signal.SIGINT, signal.SIGTERM):  # a second Ctrl-C would leave some behind
            signal.signal(one, signal.SIG_IGN)
        for node in self.pair.nodes.values():
            node.stop()
        self.programs.stop_all()
        if self.keep:
            print(f"The logs are in {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
