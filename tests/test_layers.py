"""What may import what: docs/architecture.md, held by a walk over the imports."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DJANGO = {"django", "import_export", "django_filters", "simple_history", "axes"}
RECORDS = {"registry", "django.db", "reports.models", "reports.compute"}
FORBIDDEN = {
    "registry/": {"reports", "assembly"},
    "reports/": {"assembly"},
    "reports/grammar/": {*DJANGO, "registry", "reports", "assembly"},
    "reports/views.py": {"reports.compute"},
    "reports/feeds.py": RECORDS,
    "reports/workbook.py": RECORDS,
    "reports/press.py": RECORDS,
    "reports/charts.py": RECORDS,
    "reports/catalogue.py": {"reports.compute", "reports.summary", "reports.models"},
    "reports/compute.py": {"reports.summary", "reports.views"},
    "reports/summary.py": {"reports.compute", "reports.views"},
    "assembly/settings.py": {"registry", "reports"},
    "assembly/wsgi.py": {"registry", "reports"},
    "assembly/formats/": {"registry", "reports"},
}
ALLOWED = {"reports/grammar/": "reports.grammar"}


def files_of(place):
    """The Python files of a place: itself, or every file below a folder."""
    return sorted((ROOT / place).rglob("*.py")) if place.endswith("/") else [ROOT / place]


def imports_of(path):
    """The full name of each module or member that a file imports, relative ones resolved."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(filter(None, [above, node.module]))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_in(name, places):
    return any(f"{name}.".startswith(f"{place}.") for place in places)


@pytest.mark.parametrize("place", FORBIDDEN)
def test_a_layer_imports_only_what_is_below_it(place):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files_of(place)
        if path.exists()
        for name in imports_of(path)
        if is_in(name, FORBIDDEN[place]) and not is_in(name, [ALLOWED.get(place, "-")])
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("registry/locks.py", "import reports.models"),
        ("registry/locks.py", "from reports import compute"),
        ("reports/views.py", "from . import compute"),
        ("reports/grammar/kk.py", "from ..catalogue import CATALOGUE"),
    ],
)
def test_the_walk_sees_an_import_however_it_is_written(path, source, tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(source)
    place = path if path in FORBIDDEN else path.rpartition("/")[0] + "/"

    with pytest.raises(AssertionError, match=f"{path} imports"):
        test_a_layer_imports_only_what_is_below_it(place)
