"""How long a server needs for a request when many ask at once, as wrk counts it."""

import re
import subprocess

from tests import machine
from tests.load.serving import HOST

CONNECTIONS = 16
SECONDS = 3
HEADS = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Real-IP": "127.0.0.1"}


def a_request(port, path, seconds=SECONDS, **heads):
    """Microseconds of the server for a request: the time of the run by the number of answers."""
    command = [machine.wrk(), "--threads", "1", "--connections", str(CONNECTIONS)]
    command += ["--duration", f"{seconds}s", "--timeout", f"{seconds + 60}s"]
    for name, value in (HEADS | heads).items():
        command += ["--header", f"{name}: {value}"]
    command.append(f"http://127.0.0.1:{port}{path}")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    return 1_000_000 / float(re.search(r"Requests/sec: +([\d.]+)", said)[1])


def race(*runs, rounds=3):
    """The best microseconds of each of some runs (functions), taken in turn."""
    taken = [[run() for run in runs] for _round in range(rounds)]
    return [min(times) for times in zip(*taken, strict=True)]
