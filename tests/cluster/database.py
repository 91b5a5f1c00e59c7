"""etcd, and two PostgreSQL under Patroni, from the files of docs/operations/cluster/."""

import json
import os
import pwd
import re
import signal
import time
from pathlib import Path

import psycopg

from tests import machine
from tests.cluster import programs
from tests.load.serving import TOP

FILES = TOP / "docs" / "operations" / "cluster"
OWNER = "nobody"  # neither Patroni nor PostgreSQL runs as root
WORD = "a-word-of-this-run"
HOST = "127.0.0.1"


def patroni():
    return machine.find("patroni")


def etcd():
    return machine.find("etcd")


def variables(name):
    """The variables (dict) of one of the files for the environment."""
    lines = (FILES / name).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")


def owned(folder):
    """A folder (Path) of OWNER's, made."""
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(OWNER).pw_uid, pwd.getpwnam(OWNER).pw_gid)
    return folder


class Etcd:
    """One of the three that there would be."""

    def __init__(self, all_programs):
        self.programs = all_programs
        self.port, self.peer = machine.free_ports(2)

    def start(self):
        client, peer = f"http://{HOST}:{self.port}", f"http://{HOST}:{self.peer}"
        env = variables("etcd.env") | {
            "ETCD_DATA_DIR": str(owned(self.programs.folder / "etcd") / "data"),
            "ETCD_LISTEN_CLIENT_URLS": client,
            "ETCD_ADVERTISE_CLIENT_URLS": client,
            "ETCD_LISTEN_PEER_URLS": peer,
            "ETCD_INITIAL_ADVERTISE_PEER_URLS": peer,
            "ETCD_INITIAL_CLUSTER": f"one={peer}",
        }
        self.programs.start("etcd", [etcd()], env, OWNER)
        self.programs.wait("etcd", lambda: programs.says(f"{client}/health"))


class Node:
    """A PostgreSQL and its Patroni."""

    def __init__(self, name, all_programs, coordinator):
        self.name, self.programs, self.coordinator = name, all_programs, coordinator
        self.port, self.api = machine.free_ports(2)
        self.folder = owned(all_programs.folder / name)

    def start(self):
        env = variables("patroni.env") | {
            "PATRONI_NAME": self.name,
            "PATRONI_POSTGRESQL_LISTEN": f"{HOST}:{self.port}",
            "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{HOST}:{self.port}",
            "PATRONI_POSTGRESQL_DATA_DIR": str(self.folder / "data"),
            "PATRONI_POSTGRESQL_BIN_DIR": str(Path(machine.initdb()).resolve().parent),
            "PATRONI_RESTAPI_LISTEN": f"{HOST}:{self.api}",
            "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{HOST}:{self.api}",
            "PATRONI_ETCD3_HOSTS": f"{HOST}:{self.coordinator.port}",
            "PATRONI_SUPERUSER_PASSWORD": WORD,
            "PATRONI_REPLICATION_PASSWORD": WORD,
            "HOME": str(self.folder),
        }
        # Debian's folder for sockets belongs to its own PostgreSQL.
        own = f"\\g<0>    unix_socket_directories: {self.folder}\n"
        text = re.sub(r"(?m)^  parameters:\n", own, (FILES / "patroni.yml").read_text())
        (self.programs.folder / f"{self.name}.yml").write_text(text)
        command = [patroni(), self.programs.folder / f"{self.name}.yml"]
        self.programs.start(self.name, command, env, OWNER)

    def kill(self):
        """kill -9: as if the machine had lost its power."""
        self.programs.kill(self.name, *self.postmaster())

    def stop(self):
        """Without waiting for anybody: the data are thrown away."""
        self.programs.kill(self.name)
        for pid in self.postmaster():
            programs.end(pid, signal.SIGQUIT)
            for _try in range(100):
                if not Path(f"/proc/{pid}").exists():
                    break
                time.sleep(0.1)

    def postmaster(self):
        """The pid (list of one, or none) of the PostgreSQL that runs here."""
        try:
            pid = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, IndexError):
            return []
        return [pid] if str(self.folder).encode() in command else []

    def receiver(self):
        """The process (pid) that takes in what the primary sends."""
        with self.connect() as link:
            return link.execute("SELECT pid FROM pg_stat_wal_receiver").fetchone()[0]

    def transactions(self):
        """How many the portal has made here (int), since the node came up."""
        with self.connect("postgres") as link:
            counted = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'portal'"
            return link.execute(counted).fetchone()[0]

    def connect(self, name="portal"):
        """A connection of the superuser."""
        words = f"host={HOST} port={self.port} user=postgres password={WORD} dbname={name}"
        return psycopg.connect(words, autocommit=True, connect_timeout=3)


class Pair:
    """The two nodes: which is which, and whether they are whole."""

    def __init__(self, nodes):
        self.nodes = {node.name: node for node in nodes}

    def roles(self):
        """{role: name} as the first Patroni that answers tells it."""
        for node in self.nodes.values():
            said = programs.says(f"http://{HOST}:{node.api}/cluster")
            if said:
                members = json.loads(said)["members"]
                living = ("running", "streaming")
                return {one["role"]: one["name"] for one in members if one["state"] in living}
        return {}

    def is_whole(self):
        return {"leader", "sync_standby"} <= self.roles().keys()

    def node(self, role):
        return self.nodes[programs.until(lambda: self.roles().get(role), role)]

    def wait(self):
        programs.until(self.is_whole, "a primary and a synchronous replica")

    def url(self, attributes):
        """A DATABASE_URL that finds the node by itself."""
        hosts = ",".join(HOST for _node in self.nodes)
        ports = ",".join(str(node.port) for node in self.nodes.values())
        found = f"host={hosts}&port={ports}&target_session_attrs={attributes}"
        return f"postgres://portal:{WORD}@/portal?{found}&connect_timeout=2&tcp_user_timeout=3000"

    def make_database(self):
        """As docs/operations/cluster.md says."""
        with self.node("leader").connect("postgres") as link:
            link.execute(f"CREATE ROLE portal LOGIN CREATEDB PASSWORD '{WORD}'")
            link.execute("GRANT pg_read_all_stats TO portal")
            link.execute("CREATE DATABASE portal OWNER portal TEMPLATE template0 ENCODING 'UTF8'")
