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


def told(found):
    """How much of a backup was restored and compared (str), by its facts."""
    rows, tables = sum(found["rows"].values()), len(found["rows"])
    counted = found["counted"]
    again = "none" if counted is None else len(counted)
    older = " (the tables are older than this portal)" if counted is None else ""
    parts = [f"{rows} rows of {tables} tables", f"{len(found['figures'])} released figures"]
    return ", ".join([*parts, f"{again} counted again from the records{older}"])
