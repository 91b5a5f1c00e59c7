"""How long something takes, in milliseconds: the best of several runs."""

import gc
import sys
import time


def once(work):
    """(milliseconds, result) of one call of `work`."""
    gc.collect()
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def race(*works, rounds=5):
    """The best milliseconds of each of `works`, taken in turn so that noise falls on all alike.

    The first call of each is not counted: it warms the caches.
    """
    for work in works:
        work()
    runs = [[once(work)[0] for work in works] for _round in range(rounds)]
    return [min(times) for times in zip(*runs, strict=True)]


def say(text):
    """A line of progress, on standard error."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
