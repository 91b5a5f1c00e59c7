"""The measurements as people and machines read them: a table, bench.json, docs/benchmarks.md."""

import json
import os
import platform
import sqlite3
from datetime import date
from pathlib import Path

import django

from tests.bench.databases import about
from tests.bench.rows import TOP

HEAD = ("goal", "events", "database", "ms", "against", "ms", "ratio", "target", "met")
SIGNS = {"at least": "≥", "at most": "≤"}


def table(rows):
    """One table for the terminal (str), with the reasons and notes under it."""
    lines = [HEAD, *map(_cells, rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEAD))]
    text = ["  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in lines]
    return "\n".join([text[0], "-" * len(text[0]), *text[1:], *_remarks(rows)])


def _cells(row):
    return (
        row.name,
        f"{row.size:,}" if row.size else "",
        row.database,
        _number(row.value, row.unit),
        row.against,
        _number(row.against_value, row.unit),
        "" if row.ratio is None else f"{row.ratio:g}",
        "" if row.target is None else f"{SIGNS[row.bound]} {row.target:g}",
        {True: "yes", False: "NO", None: ""}[row.met],
    )


def _number(value, unit):
    return "" if value is None else f"{value:,.1f} {unit}".strip()


def _remarks(rows):
    """Reasons and notes (list of str), each said once."""
    said = dict.fromkeys(
        f"{row.name.split()[0]} {row.database}: {text}".replace(" :", ":")
        for row in rows
        for text in (row.reason, row.note)
        if text
    )
    return ["", *said] if said else []


def write_json(rows):
    """bench.json at the top of the project."""
    text = json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=1)
    (TOP / "bench.json").write_text(text + "\n")


def machine(server_url):
    """What the numbers were taken on (dict of str)."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    facts = {
        "Machine": f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {_processor()}",
        "System": f"{_system()}, Python {platform.python_version()}, Django {django.__version__}",
        "SQLite": f"{sqlite3.sqlite_version} (WAL, synchronous NORMAL)",
    }
    return facts | ({"PostgreSQL": about(server_url)} if server_url else {})


def _processor():
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def write_docs(rows, facts, name="benchmarks"):
    """A page (str) of docs/: the machine, the table, how to run it again."""
    path = TOP / "docs" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    others = sorted(other.name for other in path.parent.glob("benchmarks*.md") if other != path)
    path.write_text("\n".join(_page(rows, facts, others)) + "\n")


def _page(rows, facts, others):
    yield "# Measures of speed"
    yield ""
    yield f"Written by `python -m tests.bench --write-docs` on {date.today():%d %B %Y}."
    yield "Run again: `make bench`, or one goal: `python -m tests.bench --only S1 --sizes 15000`."
    yield "The machine decides the milliseconds; compare the ratios, each taken in one run."
    yield from (f"Taken at other sizes: [{name}]({name})." for name in others)
    yield ""
    yield from (f"- {name}: {text}" for name, text in facts.items())
    yield f"- Code: {rows[0].commit}" if rows else ""
    yield ""
    yield "The registries are generated (`tests/bench/generate.py`): so many events over twelve"
    yield "years, 1.2 participations an event, 3,400 structures with their headcounts. The figures"
    yield "of one year are computed; best of several runs. What each goal measures stands at the"
    yield "top of its `tests/bench/s*.py`. The ratio is ours to the other (at most) or the other to"
    yield "ours (at least). With `fsync` off PostgreSQL does not wait for the disk: on a server"
    yield "each save does."
    yield ""
    yield "| " + " | ".join(HEAD) + " |"
    yield "|" + "---|" * len(HEAD)
    yield from ("| " + " | ".join(_cells(row)) + " |" for row in rows if not row.reason)
    yield ""
    yield from (f"- {remark}" for remark in _remarks([r for r in rows if not r.reason]) if remark)
    waiting = [f"{row.name} ({row.reason})" for row in rows if row.reason]
    yield f"- Not measured: {'; '.join(waiting)}." if waiting else ""
