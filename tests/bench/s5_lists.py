"""S5: a long list to Excel against django-import-export's own export, and the yearly workbook.

Excel ends at 1,048,576 rows, so of more than a million the list is measured as CSV.

Each writer runs in a process of its own, whose highest memory is its own:
`python -m tests.bench.s5_lists ours 15000` prints milliseconds and megabytes.
"""

import json
import resource as limits
import subprocess
import sys
from tempfile import TemporaryFile

from tests.bench.rows import TOP, YEAR, at
from tests.bench.timing import once, race

IN_EXCEL = 1_000_000  # rows of the longest list as a workbook
MOST = 150_000  # rows of the list that both write
FEW = 15_000
MORE_MEMORY = 20  # MB that the longest list may take beyond a short one
SECONDS = 2_000  # milliseconds that the yearly workbook may take
OTHER = {"against": "import-export with select_related", "bound": "at least"}


def measure(place):
    """Time and memory of both writers; memory of the whole list; the yearly workbook."""
    rows = min(place.size, MOST)
    ours, theirs = _run("ours", rows), _run("theirs", rows)
    told = f"{rows:,} events, 19 columns"
    yield at(
        place, f"S5 a list of {rows:,} to Excel", ours[0], against_value=theirs[0],
        target=4 if rows == MOST else None, note=told, **OTHER,
    )  # fmt: skip
    yield at(
        place, "S5 memory that it adds", ours[1], against_value=theirs[1],
        target=10 if rows == MOST else None, unit="MB", **OTHER,
    )  # fmt: skip
    if place.size > FEW:
        yield _more(
            place, "ours", min(place.size, IN_EXCEL), f"S5 memory beyond that of {FEW:,} rows"
        )
    if place.size > IN_EXCEL:
        yield _more(place, "csv", place.size, f"S5 memory beyond that of {FEW:,} rows, as CSV")
    yield at(
        place, "S5 the yearly workbook", _workbook(), against="what it may be",
        against_value=SECONDS, bound="at most", target=1, note="figures read, workbook packed",
    )  # fmt: skip


def _more(place, writer, rows, name):
    """A Row: the megabytes that a list of so many rows takes beyond a short one."""
    [took, most], [_took, least] = _run(writer, rows), _run(writer, FEW)
    return at(
        place, name, most - least, against="what it may be", against_value=MORE_MEMORY,
        bound="at most", target=1, unit="MB", note=f"{rows:,} rows in {took / 1000:,.0f} s",
    )  # fmt: skip


def _run(writer, rows):
    """(milliseconds, added megabytes) of a writer in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.s5_lists", writer, str(rows)]
    done = subprocess.run(command, cwd=TOP, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def _workbook():
    from reports import workbook
    from reports.summary import Shelf, country_years, full_summary
    from tests.bench.s4_growth import released

    release = released(YEAR)

    def make():
        past = country_years(Shelf.of_today().chain(release))
        workbook.build(full_summary(release), "kk", "", past)

    return race(make)[0]


def main(writer, rows):
    """Write a list of so many events and print what it took."""
    from tests.bench.child import boot

    boot()
    from django.contrib.auth import get_user_model

    from registry.models import Event

    user = get_user_model()(is_active=True, is_superuser=True)
    records = Event.objects.order_by("pk")[: int(rows)]
    write = {"ours": _ours(_excel), "csv": _ours(_csv), "theirs": _theirs}[writer](user)
    write(Event.objects.none())  # what is loaded once is no memory of the list
    before = _peak()
    took, _none = once(lambda: write(records))
    print(json.dumps([took, _peak() - before]))


def _peak():
    return limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / 1024


def _ours(put):
    """A writer of the portal's own, which puts (file, list, rows) into a file."""

    def writer(user):
        from registry.models import Event
        from registry.sheets.listing import resource_for

        def write(records):
            listed = resource_for(Event, user, YEAR)
            with TemporaryFile() as file:
                put(file, listed, listed.rows(records))

        return write

    return writer


def _excel(file, listed, rows):
    from registry.sheets import list_files

    list_files.excel(file, "Events", listed.columns, rows)


def _csv(file, listed, rows):
    from registry.sheets import list_files

    file.writelines(list_files.csv_pieces(listed.heads, rows))


def _theirs(user):
    """The package's way, made as quick as its documentation tells: no query a row."""
    from import_export.fields import Field
    from import_export.formats.base_formats import XLSX
    from import_export.resources import ModelResource, modelresource_factory

    from registry.models import BodyKind, Event

    direct = {"id": "id", "unit": "region__name_kk", "place": "held_in__name_kk"}
    direct |= {"programme": "programme__name", "scope": "get_scope_display"}
    direct |= {"topic": "get_topic_display"}
    plain = ("held_on", "title", "venue", "attendance")
    direct |= {name: name for name in plain} | {"venue": "place"}
    fields = {name: Field(path, name) for name, path in direct.items()}
    fields |= {kind: Field(column_name=kind) for kind in BodyKind.values}
    body = {f"dehydrate_{kind}": _role_of(kind) for kind in BodyKind.values}
    base = type("Listed", (ModelResource,), body)
    kind = modelresource_factory(Event, base, {"fields": list(fields)}, fields)

    def write(records):
        whole = records.select_related("region", "held_in", "programme")
        dataset = kind().export(whole.prefetch_related("participations"))
        with TemporaryFile() as file:
            file.write(XLSX().export_data(dataset))

    return write


def _role_of(kind):
    def role(self, record):
        found = [p for p in record.participations.all() if p.kind == kind]
        return found[0].get_role_display() if found else ""

    return role


if __name__ == "__main__":
    main(*sys.argv[1:])
