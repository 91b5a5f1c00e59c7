"""What may import what: docs/architecture.md, held by a walk over the imports."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DJANGO = {"django", "import_export", "django_filters", "simple_history", "axes"}
COUNTING = {"reports.compute", "reports.differences"}
RECORDS = {"registry", "django.db", "reports.models", *COUNTING}
FORBIDDEN = {
    "registry": {"reports", "assembly"},
    "reports": {"assembly"},
    "reports/grammar": {*DJANGO, "registry", "reports", "assembly"},
    "reports/views": COUNTING,
    "reports/feeds": RECORDS,
    "reports/workbook": RECORDS,
    "reports/press": RECORDS,
    "reports/charts": RECORDS,
    "reports/catalogue": {*COUNTING, "reports.summary", "reports.models"},
    "reports/compute": {"reports.summary", "reports.views"},
    "reports/summary": {*COUNTING, "reports.views"},
    "assembly/settings": {"registry", "reports"},
    "assembly/wsgi": {"registry", "reports"},
    "assembly/formats": {"registry", "reports"},
}
ALLOWED = {
    "reports/grammar": ["reports.grammar"],
    "reports/feeds": ["registry.text", "registry.languages"],  # pure functions of texts; codes
    "reports/workbook": ["registry.text"],
}


def files_of(place):
    """The Python files of a place: a module, or every module of a package."""
    return [path for path in [ROOT / f"{place}.py"] if path.exists()] + sorted(
        (ROOT / place).rglob("*.py")
    )


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
        for name in imports_of(path)
        if is_in(name, FORBIDDEN[place]) and not is_in(name, ALLOWED.get(place, []))
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
    place = next(
        place
        for place in (path.removesuffix(".py"), "reports/grammar", "registry")
        if place in FORBIDDEN and path.startswith(place)
    )

    with pytest.raises(AssertionError, match=f"{path} imports"):
        test_a_layer_imports_only_what_is_below_it(place)
