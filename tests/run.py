"""`make test`: style, then every test on SQLite and on PostgreSQL.  Fails late: all is reported."""

import argparse
import os
import signal
import subprocess
import sys

from tests import machine

NEEDS = {machine.chromium: ["chromium"], machine.initdb: ["postgresql"]}
NEEDS |= {machine.nginx: ["nginx-light"], machine.systemd_analyze: ["systemd"]}
NEEDS |= {machine.curl: ["curl"], machine.openssl: ["openssl"]}
PAGE = "the page of operations"
COUNTED = ["-rP", "--show-capture=stdout", "--durations=0", "--durations-min=1"]  # of long tests
NO_TESTS = 5  # pytest's own exit code


def main():
    """Run what was asked for and exit with 1 if any of it failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lint", action="store_true", help="style alone")
    parser.add_argument("--soak", action="store_true", help="the long tests alone")
    parser.add_argument("--jobs", default="2", help="processes at a time")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or the cluster would stay behind
    if asked.lint:
        sys.exit(not lint())
    passed = [asked.soak or lint(), *check_all(asked)]
    sys.exit(not all(passed))


def lint():
    """Whether the code has the project's form."""
    print("Style: ruff", flush=True)
    commands = (["ruff", "check", "--quiet", "."], ["ruff", "format", "--quiet", "--check", "."])
    outcomes = [run(command) for command in commands]  # both, so that both are reported
    return all(outcomes)


def check_all(asked):
    """Whether the tests pass (bool): one answer a database, and one for what cannot run here."""
    machine.install(NEEDS)
    complete = all(
        [
            say_if_missing(machine.chromium(), "Chromium", "the browser tests"),
            say_if_missing(postgres_url() or machine.initdb(), "PostgreSQL", "its tests"),
            say_if_missing(machine.nginx(), "nginx", PAGE),
            say_if_missing(machine.systemd_analyze(), "systemd-analyze", "the units of systemd"),
            say_if_missing(machine.curl() and machine.openssl(), "curl or openssl", PAGE),
        ]
    )
    kind = "soak" if asked.soak else "not soak"
    yield complete or not os.environ.get("CI")
    yield pytest(asked, "SQLite", "", kind)
    kind = kind if asked.soak else "not soak and (not browser or browser_postgres)"
    if postgres_url():
        yield pytest(asked, "PostgreSQL", postgres_url(), kind)
    elif machine.initdb():
        with machine.postgres() as url:
            yield pytest(asked, "PostgreSQL", url, kind)


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


def pytest(asked, database, url, kind):
    """Whether the tests of a kind (a marker expression) pass on a database."""
    print(f"\nTests on {database}", flush=True)
    command = ["pytest", "-n", asked.jobs, "--dist", "loadfile", "-m", kind]
    command += COUNTED if asked.soak else []
    environment = os.environ | {"DATABASE_URL": url}
    return run(command, env=environment, allowed=(0, NO_TESTS) if asked.soak else (0,))


def run(command, allowed=(0,), **options):
    """Whether a Python program of the environment ends well."""
    return subprocess.run([sys.executable, "-m", *command], **options).returncode in allowed


if __name__ == "__main__":
    main()
