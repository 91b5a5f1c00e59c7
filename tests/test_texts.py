"""Every text that people read is in Kazakh and in Russian, and the compiled files are current."""

import ast
import gettext
import re

import polib
import pytest
from django.utils.translation.template import templatize

from tests.test_house import ROOT, read, tracked

OURS = ROOT / "assembly" / "locale"
CATALOGUES = sorted((ROOT / "assembly").rglob("*.po"))
# Where a call that marks a text has the text (and its context, if any).
MARKS = {"_": 0, "gettext": 0, "ngettext": 0, "pgettext": 1, "npgettext": 1}
MARKED = re.compile(
    rf"""\b(?:{"|".join(MARKS)})\((?:[^()'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*\)"""
)


def texts_of_python(source):
    """The (context, text) of every call in Python code that marks a text for translation."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "id", "").removesuffix("_lazy")
        if name in MARKS and all(
            isinstance(argument, ast.Constant) for argument in node.args[: MARKS[name] + 1]
        ):
            *context, text = (argument.value for argument in node.args[: MARKS[name] + 1])
            yield (context or [None])[0], text


def texts_of_template(source):
    """The same of a template."""
    for call in MARKED.findall(templatize(source)):
        yield from texts_of_python(call)


def texts_of_the_project():
    for name in tracked("assembly/**.py", "registry/**.py", "reports/**.py"):
        yield from texts_of_python(read(name))
    for name in tracked("*.html", "*.txt", "*.svg"):
        if "templates/" in name:
            yield from texts_of_template(read(name))


@pytest.mark.parametrize(
    "language", sorted({path.parts[-3] for path in CATALOGUES if OURS in path.parents})
)
def test_every_text_is_in_the_catalogue(language):
    catalogue = polib.pofile(OURS / language / "LC_MESSAGES" / "django.po")
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}

    missing = set(texts_of_the_project()) - known

    assert not missing, f"run `make messages` and translate: {missing}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path):
    entries = [entry for entry in polib.pofile(path) if not entry.obsolete]

    assert entries
    assert not [entry.msgid for entry in entries if not entry.translated()]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_texts_are_those_of_the_catalogue(path, tmp_path):
    polib.pofile(path).save_as_mofile(tmp_path / "fresh.mo")

    assert compiled(path.with_suffix(".mo")) == compiled(tmp_path / "fresh.mo")


def compiled(path):
    """Every text of a compiled catalogue but its header (dict)."""
    with open(path, "rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in catalogue.items() if key}


def test_the_search_for_texts_finds_each_kind():
    python = '_("One"); pgettext_lazy("tab", "Two"); ngettext("year", "years", n); other("no")'
    template = (
        "{% load i18n %}{% translate 'Three' %}{{ _('Four') }}"
        "{% blocktranslate count n=n %}figure{% plural %}figures{% endblocktranslate %}"
        "{% translate \"It's five\" context 'page' %}"
    )

    assert set(texts_of_python(python)) == {(None, "One"), ("tab", "Two"), (None, "year")}
    assert set(texts_of_template(template)) == {
        (None, "Three"),
        (None, "Four"),
        (None, "figure"),
        ("page", "It's five"),
    }
