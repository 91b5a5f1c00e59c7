"""Runs the audit over a demo of its own: a line a page, one table at the end, 1 on a miss."""

import argparse
import sys
from collections import Counter
from tempfile import TemporaryDirectory

from tests import machine, shots
from tests.audit import axe, lighthouse


def main():
    """Audit what was asked for and exit with 1 if a page misses a goal."""
    parser = argparse.ArgumentParser(prog="make audit-pages", description=__doc__)
    parser.add_argument("--only", choices=["axe", "lighthouse"], help="one of the two")
    asked = parser.parse_args()
    machine.install({machine.chromium: ["chromium"], npm: ["nodejs", "npm"]})
    if not machine.chromium():
        sys.exit("Chromium is not on this machine: put it on the PATH or name it in CHROMIUM.")
    shots.SHOTS.parent.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, shots.server(folder) as address:
        rows = list(audit(address, asked.only))
    print_table(rows)
    sys.exit(any(faults for *_, faults in rows))


def npm():
    return machine.find("npm")


def audit(address, only):
    """Yield (tool, page, state, measured, faults) and print each as it comes."""
    if only != "lighthouse":
        yield from _told("axe", axe.audit(address), len(list(axe.pages())))
    if only != "axe" and lighthouse.install():
        yield from _told("lighthouse", lighthouse.audit(address), len(lighthouse.pages()))
    elif only != "axe":
        yield "lighthouse", "", "", "", ["npm is not on this machine: Lighthouse was not run"]


def _told(tool, rows, number):
    for position, (page, state, measured, faults) in enumerate(rows, 1):
        print(f"{tool} {position}/{number} {page} {measured} {'; '.join(faults)}", flush=True)
        yield tool, page, state, measured, faults


def print_table(rows):
    """How many pages of each tool and state were audited and missed, then each miss."""
    audited = Counter((tool, state) for tool, _, state, *_ in rows)
    missed = Counter((tool, state) for tool, _, state, _, faults in rows if faults)
    print(f"\n{'':12}{'state':12}{'pages':>6}{'missed':>8}")
    for (tool, state), number in audited.items():
        print(f"{tool:12}{state:12}{number:6}{missed[tool, state]:8}")
    for tool, page, _, measured, faults in rows:
        if faults:
            print(f"MISSED {tool} {page} {measured}: {'; '.join(faults)}")


if __name__ == "__main__":
    main()
