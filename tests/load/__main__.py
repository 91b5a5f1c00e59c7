"""`python -m tests.load`: the portal under the load that it has to hold; prints one table.

gunicorn as in production over a PostgreSQL that keeps what it was told, the demo registry.
Coordinators each import a file, officials export, readers open public pages, all at once.
The form that the goal speaks of: `python -m tests.load --seconds 600` on a quiet machine.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path

from tests import machine
from tests.bench import child
from tests.bench.timing import say
from tests.load import people, serving, table

PASSWORD = "a-long-word-of-the-load"


def main(arguments=None):
    """Run what was asked for; 0 if every goal was met."""
    asked = _parse(arguments)
    folder = Path(tempfile.mkdtemp(prefix="portal-load-"))
    try:
        with machine.postgres(settings=()) as cluster:
            said = _run(asked, cluster, folder)
    finally:
        if asked.keep:
            print(f"The logs are in {folder}")
        else:
            shutil.rmtree(folder)
    print(json.dumps([asdict(goal) for goal in said.goals()]) if asked.json else said.text())
    return 0 if said.is_met() else 1


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    add = parser.add_argument
    add("--seconds", type=int, default=60, help="how long; it ends when the last import has ended")
    add("--coordinators", type=int, default=20, help="who import a file each (20 at most)")
    add("--rows", type=int, default=2000, help="of each file")
    add("--within", type=float, default=0.5, help="part of the time in which they come")
    add("--exporters", type=int, default=10, help="who take one file after another")
    add("--pause", type=float, default=30, help="seconds between two files of one of them")
    add("--pages", type=float, default=50, help="public pages a second")
    add("--known", type=float, default=0.3, help="part of them that the reader has already")
    add("--workers", type=int, help="of gunicorn; else as in docs/operations/")
    add("--split", action="store_true", help="the back office has a gunicorn of its own")
    add("--json", action="store_true", help="the goals alone, for a program")
    add("--keep", action="store_true", help="keep the logs of gunicorn")
    return parser.parse_args(arguments)


def _run(asked, url, folder):
    serving.manage(url, "collectstatic", "--noinput", "--verbosity", "0")
    serving.manage(url, "migrate", "--verbosity", "0")
    say("the demo registry is being made")
    serving.manage(url, "load_demo", "--password", PASSWORD, "--untouched", "--verbosity", "0")
    files = _files(asked, url)
    before = table.events_of(url)
    more = {"WEB_CONCURRENCY": str(asked.workers)} if asked.workers else {}
    with serving.gunicorn(url, folder / "pages.log", **more) as pages, pages.weighed():
        if not asked.split:
            notes = _load(asked, pages.port, pages.port, files)
            servers = [pages]
        else:
            with serving.gunicorn(url, folder / "office.log", **more) as office, office.weighed():
                notes = _load(asked, pages.port, office.port, files)
            servers = [pages, office]
    missing = before + asked.rows * len(files) - table.events_of(url)
    return table.Table(notes, servers, missing, _beaten(folder))


def _files(asked, url):
    """{unit: bytes}: made beforehand, so that the machine is the server's while it counts."""
    say(f"{asked.coordinators} files of {asked.rows} rows are being made")
    os.environ |= {"DATABASE_URL": url, "DEBUG": "1"}
    child.boot()
    from registry.models import Region
    from tests.load.files import file_of

    units = [unit.code for unit in Region.objects.units_of(2024) if unit.code != "REP"]
    return {unit: file_of(unit, asked.rows) for unit in units[: asked.coordinators]}


def _load(asked, pages, office, files):
    """Let all of them come; gives the Notes."""
    notes, is_over = people.Notes(), threading.Event()
    people.warm(pages)
    say(f"load for {asked.seconds} s")
    known = (pages, asked.pages, asked.known, is_over, notes)
    staff = [threading.Thread(target=people.read, args=known)]
    for number in range(asked.exporters):
        name = ("reviewer", "official")[number % 2]
        known = (office, name, PASSWORD, asked.pause, is_over, notes)
        staff.append(threading.Thread(target=people.export, args=known))
    step = asked.seconds * asked.within / max(len(files), 1)
    imports = [
        threading.Timer(number * step, people.take_in, (office, unit, PASSWORD, data, notes))
        for number, (unit, data) in enumerate(files.items())
    ]
    end = threading.Timer(asked.seconds, lambda: None)
    for thread in [*staff, *imports, end]:
        thread.start()
    for thread in [end, *imports]:
        thread.join()
    is_over.set()
    for thread in staff:
        thread.join()
    return notes


def _beaten(folder):
    """Lines of the logs that tell of a worker that was killed or died."""
    words = ("TIMEOUT", "SIGKILL", "SIGABRT", "out of memory")
    lines = (line for log in folder.glob("*.log") for line in log.read_text().splitlines())
    return [line for line in lines if any(word in line for word in words)]


if __name__ == "__main__":
    sys.exit(main())
