"""gunicorn as docs/operations.md starts it, without nginx, on this machine alone."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from tests import machine

TOP = Path(__file__).resolve().parents[2]
CONFIG = TOP / "docs" / "operations" / "gunicorn.conf.py"
HOST = "stat.example.kz"
MB = 1024  # kB


def environment(url, **more):
    """The variables (dict) of a server in production whose database is `url`."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "assembly.settings",
        "DEBUG": "0",
        "SECRET_KEY": "of-a-server-that-lives-for-minutes-" * 2,
        "ALLOWED_HOSTS": HOST,
        "PORTAL_URL": f"https://{HOST}",
        "DATABASE_URL": url,
        "BEHIND_PROXY": "1",
        "KEPT_PAGES": "500",  # the tests' own settings turn it off
        **more,
    }


def manage(url, *words, **more):
    """Run a command of the portal; what it says is kept for its failure."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command, cwd=TOP, env=environment(url, **more), capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.stdout}{done.stderr}")


@contextmanager
def gunicorn(url, log, application="assembly.wsgi", **more):
    """A Server over a database (its URL); `more` are variables.  Ends with the block."""
    (port,) = machine.free_ports(1)
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIG), application]
    env = environment(url, PORTAL_BIND=f"127.0.0.1:{port}", **more)
    with open(log, "w") as said:
        process = subprocess.Popen(command, cwd=TOP, env=env, stdout=said, stderr=said)
        try:
            wait_for(port, process)
            yield Server(process.pid, port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def wait_for(port, process):
    """Wait until a server (Popen) answers on its port."""
    for _try in range(300):
        if process.poll() is not None:
            raise SystemExit("the server has ended; see its log")
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise SystemExit("the server does not answer")


class Server:
    """A running gunicorn: its port, and the most memory that each worker has taken."""

    def __init__(self, pid, port):
        self.pid, self.port = pid, port
        self.most = {}  # {pid of a worker: MB}

    def workers(self):
        """The pids (list of int) of the workers that live now."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def weigh(self):
        """Look at the memory of each worker: the kernel keeps its peak."""
        for pid in self.workers():
            try:
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except FileNotFoundError:
                continue  # it ended a moment ago
            peak = next((line for line in lines if line.startswith("VmHWM")), None)
            if peak:
                self.most[pid] = max(self.most.get(pid, 0), int(peak.split()[1]) / MB)

    @contextmanager
    def weighed(self):
        """Weigh every second while the block runs."""
        is_over = threading.Event()

        def watch():
            while not is_over.wait(1):
                self.weigh()

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield self
        finally:
            is_over.set()
            thread.join()
            self.weigh()
