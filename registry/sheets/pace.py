"""What makes a large file quick."""

import gc
from contextlib import contextmanager


@contextmanager
def uncollected():
    """Pause Python's search for unused cycles: it walks all rows that stay, again and again.

    A quarter of the time of ten thousand rows.  Objects without cycles are freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
