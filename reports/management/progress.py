"""A bar in the terminal for work of (done, total) steps."""

from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar(unit, verbosity):
    """Gives `step(done, total)`; shows nothing with verbosity 0 or outside a terminal."""
    with tqdm(disable=True if verbosity == 0 else None, leave=False, unit=unit) as shown:

        def step(done, total):
            shown.total, shown.n = total, done
            shown.refresh()

        yield step


def told(kept):
    """How much a backup holds (str), by its facts."""
    rows, tables = sum(kept["rows"].values()), len(kept["rows"])
    return f"{rows} rows of {tables} tables, {len(kept['figures'])} figures"
