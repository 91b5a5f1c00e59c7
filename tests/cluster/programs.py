"""Programs that this run has started: their logs, a kill -9 of one with its children, the end."""

import os
import pwd
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

PATIENCE = 120  # seconds that a program has to come up


class Programs:
    """What runs in a folder (Path); each has a name and a log of that name."""

    def __init__(self, folder):
        self.folder, self.running = folder, {}

    def start(self, name, command, env=None, account=None):
        """Start a program; `account` (name) is whose it is where this run is root's."""
        more = {}
        if account and os.geteuid() == 0:
            user = pwd.getpwnam(account)
            more = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        with open(self.folder / f"{name}.log", "a") as log:
            # A session of its own: Ctrl-C is for this run, which then ends its programs in order.
            self.running[name] = subprocess.Popen(
                [str(word) for word in command],
                cwd=self.folder,
                env=os.environ | {"HOME": str(self.folder)} | (env or {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **more,
            )

    def wait(self, name, check):
        """Wait until a check of a program gives something.  Raises RuntimeError where it ends."""

        def look():
            if self.running[name].poll() is not None:
                said = (self.folder / f"{name}.log").read_text().strip()
                raise RuntimeError(f"{name} has ended: {said[-500:]}")
            return check()

        until(look, f"{name} answers")

    def kill(self, name, *others):
        """kill -9 a program, what it has started, and other processes (pids) with theirs."""
        process = self.running.pop(name, None)
        for pid in [*([process.pid] if process else []), *others]:
            for one in tree(pid):
                end(one, signal.SIGKILL)
        if process:
            process.wait()

    def stop(self, name):
        """Ask a program to end; kill it if it takes too long."""
        process = self.running[name]
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        self.kill(name)

    def stop_all(self):
        for name in [*reversed(self.running)]:
            self.stop(name)


def tree(pid):
    """A process and all that it has started (list of pids), itself first."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended a moment ago
        children.setdefault(int(parent), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def end(pid, sign):
    with suppress(ProcessLookupError):  # it is gone
        os.kill(pid, sign)


def until(check, what):
    """Wait until a check gives something, and give it.  Raises TimeoutError."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        found = check()
        if found:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"{what}: not in {PATIENCE} s")


def listens(port):
    with socket.socket() as probe:
        return not probe.connect_ex(("127.0.0.1", port))


def says(address):
    """What an address answers (bytes), or None."""
    try:
        with urlopen(address, timeout=3) as answer:
            return answer.read()
    except OSError:
        return None
