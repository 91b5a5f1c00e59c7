"""The programs that the portal is measured against: `make .venv/bench.stamp` installs them.

They live in an environment of their own: nothing else of the project needs them.
"""

import sys
from importlib import import_module

from tests.bench.rows import TOP, unmet

FOLDER = TOP / ".venv" / "bench"
MISSING = "{} is not here: run `make .venv/bench.stamp`"


def package(name):
    """A package (module) of that environment, or None."""
    known = [str(path) for path in FOLDER.glob("lib/python*/site-packages")]
    sys.path += [path for path in known if path not in sys.path]
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None


def program(name):
    """A program of that environment (Path), or None."""
    found = FOLDER / "bin" / name
    return found if found.exists() else None


def missing(goal, name, place):
    """The Row of a goal that cannot be measured without a program or package."""
    return unmet(goal, MISSING.format(name), place)
