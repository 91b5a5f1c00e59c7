"""`make test`: style, then every test on SQLite and on PostgreSQL.  Fails late: all is reported."""

import argparse
import os
import signal
import subprocess
import sys
from contextlib import nullcontext

from tests import machine, side_by_side

NEEDS = {machine.chromium: ["chromium"], machine.initdb: ["postgresql"]}
NEEDS |= {machine.nginx: ["nginx-light"], machine.systemd_analyze: ["systemd"]}
NEEDS |= {machine.curl: ["curl"], machine.openssl: ["openssl"]}
PAGE = "the page of operations"
COUNTED = ["-rP", "--show-capture=stdout", "--durations=0", "--durations-min=1"]  # of long tests
PROCESSES = {"PostgreSQL": 2, "SQLite": 2}  # of a part; they share the cores to the end
NO_TESTS = 5  # pytest's own exit code


def main():
    """Run what was asked for and exit with 1 if any of it failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lint", action="store_true", help="style alone")
    parser.add_argument("--soak", action="store_true", help="the long tests alone")
    parser.add_argument("--jobs", type=int, default=3, help="processes at a time")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or the cluster would stay behind
    if asked.lint:
        sys.exit(not lint())
    passed = [asked.soak or lint(), has_all() or not os.environ.get("CI"), test(asked)]
    sys.exit(not all(passed))


def lint():
    """Whether the code has the project's form."""
    print("Style: ruff", flush=True)
    commands = (["ruff", "check", "--quiet", "."], ["ruff", "format", "--quiet", "--check", "."])
    # both, so that both are reported
    outcomes = [subprocess.run([sys.executable, "-m", *command]).returncode for command in commands]
    return not any(outcomes)


def has_all():
    """Whether nothing is missing here; one loud line for what is."""
    machine.install(NEEDS)
    return all(
        [
            say_if_missing(machine.chromium(), "Chromium", "the browser tests"),
            say_if_missing(postgres_url() or machine.initdb(), "PostgreSQL", "its tests"),
            say_if_missing(machine.nginx(), "nginx", PAGE),
            say_if_missing(machine.systemd_analyze(), "systemd-analyze", "the units of systemd"),
            say_if_missing(machine.curl() and machine.openssl(), "curl or openssl", PAGE),
        ]
    )


def say_if_missing(found, name, what):
    """Whether something is here; if not, one loud line."""
    if not found:
        print(
            f"\n*** NOT TESTED: {name} is not on this machine, so {what} are skipped. ***\n",
            flush=True,
        )
    return bool(found)


def postgres_url():
    """A PostgreSQL that the developer offers, if any."""
    return os.environ.get("TEST_DATABASE_URL")


def test(asked):
    """Whether all parts pass: side by side, for each often waits for a database or a browser."""
    allowed = (0, NO_TESTS) if asked.soak else (0,)
    is_ours = not postgres_url() and machine.initdb()
    with machine.postgres() if is_ours else nullcontext(postgres_url()) as url:
        chosen = parts(url, asked.soak)
        times = max(asked.jobs // 3, 1)
        commands = {name: pytest(name, times, *one) for name, one in chosen.items()}
        return side_by_side.run(commands, min(asked.jobs, 3), allowed)


def parts(postgres, is_soak):
    """{name: (URL of a database, which tests)}, the longest first: all then end together."""
    kind = "soak" if is_soak else "not soak"
    on_postgres = {"PostgreSQL": (postgres, f"{kind} and (not browser or browser_postgres)")}
    on_sqlite = {"SQLite": ("", f"{kind} and not browser"), "browser": ("", f"{kind} and browser")}
    return (on_postgres if postgres else {}) | on_sqlite


def workers(number):
    """The options (list of str) that spread the files of a part over processes (int)."""
    return ["-n", str(number), "--dist", "loadfile"] if number > 1 else []


def pytest(name, times, url, kind):
    """The command (list of str) and the environment (dict) of a part."""
    is_soak = not kind.startswith("not soak")  # these make a crowd of their own
    more = COUNTED if is_soak else []
    options = workers(times * (1 if is_soak else PROCESSES.get(name, 1)))
    command = [sys.executable, "-m", "pytest", *options, *more, "-m", kind]
    return command, {"DATABASE_URL": url}


if __name__ == "__main__":
    main()
