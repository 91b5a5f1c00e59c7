"""S8: the public page of a year, as gunicorn and nginx serve it on a server.

Against the same page counted for each request, its own 304, and nginx with the page as a file.
"""

import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import front, machine
from tests.bench import wrk
from tests.bench.rows import YEAR, at, unmet
from tests.bench.s4_growth import PAGE, released
from tests.load import serving
from tests.load.visitor import Visitor

NAME = "S8 a public page"
FROM_SIZE = 1_000_000  # a small registry is soon counted
LONGEST = 60  # seconds of a run
OTHER = {"bound": "at least", "unit": "µs"}
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def measure(place):
    """Four rows; every page is first found to be the same."""
    absent = [name for name in ("wrk", "nginx") if not getattr(machine, name)()]
    if absent:
        yield unmet(NAME, f"{' and '.join(absent)} not on this machine", place)
        return
    released(YEAR)
    url = os.environ["DATABASE_URL"]
    serving.manage(url, "collectstatic", "--noinput", "--verbosity", "0")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
        folder.chmod(0o755)
        ours = stack.enter_context(serving.gunicorn(url, folder / "ours.log"))
        answer = Visitor(ours.port).get(PAGE)
        yield from _direct(place, url, folder, ours.port, answer)
        behind = stack.enter_context(front.nginx(folder, ours.port, answer.body))
        for name, heads in (("", {}), (", packed", PACKED)):  # as wrk asks, as browsers do
            yield _behind(place, behind.port, answer, name, heads)


def _direct(place, url, folder, port, answer):
    """The page and its 304, and the page that is counted each time."""
    etag = answer.heads["ETag"]
    page, known = wrk.race(
        lambda: wrk.a_request(port, f"{PAGE}?made"),  # with a query it is made each time
        lambda: wrk.a_request(port, PAGE, **{"If-None-Match": etag}),
    )
    ours, live = _live(url, folder, port, answer)
    target = 5 if place.size >= FROM_SIZE else None
    yield at(
        place, f"{NAME} of a published year", ours, against="counted each time",
        against_value=live, target=target, note=_a_second(published=ours, counted=live), **OTHER,
    )  # fmt: skip
    yield at(
        place, f"{NAME}, 304", known, against="the page, made", against_value=page, target=3,
        note=_a_second(**{"304": known, "200": page}), **OTHER,
    )  # fmt: skip


def _live(url, folder, port, answer):
    """(published, counted each time): microseconds of the same page of two servers."""
    with serving.gunicorn(url, folder / "live.log", "tests.bench.live", KEPT_PAGES="0") as live:
        same = Visitor(live.port).get(PAGE)
        assert same.body == answer.body, "the pages differ"
        # A long page wants a long run: each of the connections is to be answered a few times.
        seconds = max(wrk.SECONDS, min(LONGEST, int(4 * wrk.CONNECTIONS * same.seconds)))
        return wrk.race(
            lambda: wrk.a_request(port, PAGE),
            lambda: wrk.a_request(live.port, PAGE, seconds),
            rounds=3 if seconds < 10 else 1,
        )


def _behind(place, port, answer, name, heads):
    """nginx with its copy of a second, against nginx with the page as a file."""
    for path in (PAGE, front.AS_A_FILE):
        assert Visitor(port).get(path).body == answer.body, "the pages differ"
    kept, file = wrk.race(
        lambda: wrk.a_request(port, PAGE, **heads),
        lambda: wrk.a_request(port, front.AS_A_FILE, **heads),
        rounds=7,  # a request takes 20 µs: one run and the next differ by a tenth
    )
    return at(
        place, f"{NAME} behind nginx{name}", kept, against="nginx, the page as a file",
        against_value=file, target=0.9, note=_a_second(**{f"nginx{name}": kept, "file": file}),
        **OTHER,
    )  # fmt: skip


def _a_second(**times):
    """How many requests a second these microseconds are (str)."""
    numbers = (f"{name} {1_000_000 / time:,.0f}" for name, time in times.items())
    return f"requests a second: {', '.join(numbers)}"
