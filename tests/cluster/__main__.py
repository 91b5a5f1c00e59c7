"""`make cluster`: the portal on several machines, all of them this one; prints two tables.

Two PostgreSQL under Patroni and etcd, Redis, the application twice, nginx with its cache, from
Debian's packages and the files of docs/operations/cluster/.  While people read and write, each is
killed in turn.  `make cluster ARGS=--stay` goes on afterwards, until Ctrl-C.
"""

import argparse
import signal
import sys

from tests import machine
from tests.bench.timing import say
from tests.cluster import database, front, kills, releases, table
from tests.cluster.people import People
from tests.cluster.stand import PASSWORD, Stand

NEEDS = {
    database.patroni: ["patroni", "python3-etcd"],
    database.etcd: ["etcd-server"],
    front.redis: ["redis-server"],
    machine.initdb: ["postgresql"],
    machine.nginx: ["nginx-light"],
    machine.openssl: ["openssl"],
}


def main(arguments=None):
    """Run it; 0 if everything is as it should be."""
    asked = _parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or its programs would stay behind
    machine.install(NEEDS)
    missing = [packages[0] for finder, packages in NEEDS.items() if not finder()]
    if missing:
        print(f"\n*** NO CLUSTER: not on this machine: {', '.join(missing)} ***\n")
        return 1
    with Stand(asked.keep) as stand:
        stand.start(say)
        found = _look(stand, asked)
        print(found.text(), flush=True)
        if asked.stay:
            _stay(stand)
    return 0 if found.is_met() else 1


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="make cluster", description=__doc__)
    add = parser.add_argument
    add("--stay", action="store_true", help="go on after the checks, until Ctrl-C")
    add("--keep", action="store_true", help="keep the folder with the logs")
    add("--pages", type=float, default=10, help="public pages a second")
    add("--pause", type=float, default=0.5, help="seconds between two saves of a coordinator")
    add("--hold", type=float, default=15, help="seconds that each stays dead at least")
    add("--releases", type=int, default=3, help="how many are published")
    return parser.parse_args(arguments)


def _look(stand, asked):
    """Do everything that is to be seen; gives the Table."""
    releases.boot(stand)
    certificate = stand.nginx.folder / "fullchain.pem"
    with People(stand.nginx.port, certificate, asked.pages, asked.pause) as people:
        # First: after a failover the lines that are open lead to the new primary for a minute.
        say("releases are published")
        seen = list(releases.publish_and_look(stand, people, asked.releases))
        read = stand.pair.node("sync_standby").transactions()
        died = list(kills.kill_all(stand, people, asked.hold, say))
    there = kills.titles(stand)
    kills.sort(died, people, there)
    say("a backup is made and restored beside")
    found = table.Table(died, seen, people, there)
    found.read, found.sessions = read, stand.redis.sessions()
    found.backup = stand.wrong_with_backup()
    return found


def _stay(stand):
    roles = {role: stand.pair.nodes[name] for role, name in stand.pair.roles().items()}
    print(f"\nThe portal: {stand.address}/ (a certificate of its own)")
    print(f"Back office: {stand.address}/admin/, editor, password {PASSWORD}")
    for role, node in sorted(roles.items()):
        print(f"PostgreSQL, {role}: 127.0.0.1:{node.port}, Patroni: http://127.0.0.1:{node.api}/")
    print(f"Redis: 127.0.0.1:{stand.redis.port}, etcd: 127.0.0.1:{stand.etcd.port}")
    print("Ctrl-C ends all of it.", flush=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    sys.exit(main())
