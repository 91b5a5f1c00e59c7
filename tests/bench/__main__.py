"""`python -m tests.bench`: measure, print one table, write bench.json."""

import argparse
import json

from tests import machine
from tests.bench import databases, report
from tests.bench.goals import BY_CODE, GOALS
from tests.bench.rows import Place, Row, commit, unmet
from tests.bench.timing import say

DATABASES = ("sqlite", "postgresql")
ROUNDS = 4
NEEDS = {machine.initdb: ["postgresql"], machine.nginx: ["nginx-light"], machine.wrk: ["wrk"]}


def main(arguments=None):
    """Run what was asked for; 0 also when a goal is missed: the table tells it."""
    asked = _parse(arguments)
    chosen = [goal for goal in GOALS if goal.code in asked.only]
    machine.install(NEEDS)
    with databases.server() as server:
        rows = list(_measure(asked, chosen, server))
        facts = report.machine(server if "postgresql" in asked.database else None)
    for goal in chosen:
        goal.compare(rows)
    rows.sort(key=_order)
    for row in rows:
        row.commit = commit()
    print(report.table(rows))
    report.write_json(rows)
    if asked.write_docs:
        report.write_docs(rows, facts, asked.write_docs)
    return 0


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[15_000, 1_000_000], metavar="N,N")
    parser.add_argument("--database", type=_names(DATABASES), default=list(DATABASES))
    parser.add_argument("--only", type=_names(BY_CODE), default=list(BY_CODE), metavar="S1,S2")
    renew = {"nargs": "?", "const": "benchmarks", "metavar": "NAME"}
    parser.add_argument("--write-docs", **renew, help="renew docs/benchmarks.md, or NAME.md")
    return parser.parse_args(arguments)


def _numbers(text):
    return [int(number.replace("_", "")) for number in text.split(",")]


def _names(known):
    def names(text):
        wrong = [name for name in text.split(",") if name not in known]
        if wrong:
            raise argparse.ArgumentTypeError(f"{wrong[0]} is none of {', '.join(known)}")
        return text.split(",")

    return names


def _measure(asked, goals, server):
    """The rows of every place: all registries are made first, then measured one after another."""
    places = [Place(size, database) for database in asked.database for size in asked.sizes]
    there = {}
    for place in places if goals else []:
        try:
            url = databases.address(place, server)
            databases.ready(place, url)
            there[place] = url
        except databases.Missing as missing:
            yield from [unmet(goal.name, str(missing), place) for goal in goals]
    for goal in goals:
        yield from _growth(goal, there) if goal.growth else _each(goal, there)


def _each(goal, there):
    return [row for place, url in there.items() for row in _rows(goal, place, url)]


def _growth(goal, there):
    """The best of several rounds: sizes are compared, so noise must fall on all alike."""
    best = {}
    for row in [row for _round in range(ROUNDS) for row in _each(goal, there)]:
        key = row.name, row.size, row.database
        if key not in best or (row.value or 0) < (best[key].value or 0):
            best[key] = row
    return best.values()


def _rows(goal, place, url):
    try:
        said = databases.child(url, "measure", str(place.size), place.database, goal.code)
    except databases.Missing as missing:
        say(str(missing))
        return [unmet(goal.name, str(missing), place)]
    return [Row(**json.loads(line)) for line in said.splitlines()]


def _order(row):
    return int(row.name.split()[0][1:]), row.name, row.database, row.size or 0


if __name__ == "__main__":
    raise SystemExit(main())
