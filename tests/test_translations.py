"""The Kazakh and Russian texts are whole, win over the packages' and are spelt in one alphabet."""

import ast
import re
import unicodedata
from datetime import date
from pathlib import Path

import axes
import django
import django_filters
import import_export
import polib
import pytest
import simple_history
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

from reports import catalogue
from reports.indicators import Noun
from tests.test_house import ROOT, read

CATALOGUES = sorted((ROOT / "assembly" / "locale").rglob("*.po"))
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sdr]|%[sdr%]|\{[a-z_.]*\}")
TAG = re.compile(r"</?[a-z]+>")
# Names that are written in Latin letters in any language.
LATIN = set(
    re.findall(
        r"\w+",
        "CSV Ctrl Command DEBUG Enter Excel GET HTML HTTP Accept IP JSON Mac POST SHA TOTP True URL"
        " XLSX xlsx cookie xls csv r x English ETag JavaScript REP UTF null"
        " IPv true exact over nearly round",
    )
)
WORD = re.compile(r"[^\W\d_²]+")


def name_of(path):
    return f"{path.parts[-3]}-{path.stem}"


def texts_of(path):
    """The (entry, text) of every form of every text of a catalogue."""
    for entry in polib.pofile(path):
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            yield entry, text


def alphabets_of(word):
    """The alphabets that the letters of a word come from (set of str)."""
    return {unicodedata.name(letter).split()[0] for letter in word}


def words_without_marks(text):
    return WORD.findall(TAG.sub(" ", PLACEHOLDER.sub(" ", text)))


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_no_text_is_a_guess(path):
    assert not [entry.msgid for entry in polib.pofile(path) if entry.fuzzy or entry.obsolete]


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_a_text_keeps_its_placeholders(path):
    changed = [
        (entry.msgid, text)
        for entry, text in texts_of(path)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid))
    ]

    assert not changed


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_a_text_keeps_the_spaces_around_it(path):
    other = [
        (entry.msgid, text)
        for entry, text in texts_of(path)
        if any(
            entry.msgid.startswith(space) != text.startswith(space)
            or entry.msgid.endswith(space) != text.endswith(space)
            for space in (" ", "\n")
        )
    ]

    assert not other


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_no_english_is_left(path):
    english = [
        (word, text)
        for _entry, text in texts_of(path)
        for word in words_without_marks(text)
        if alphabets_of(word) == {"LATIN"} and word not in LATIN
    ]

    assert not english


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_no_word_mixes_alphabets(path):
    mixed = [
        word
        for _entry, text in texts_of(path)
        for word in words_without_marks(text)
        if len(alphabets_of(word)) > 1
    ]

    assert not mixed


def test_russian_has_no_kazakh_letters():
    """Names that stay Kazakh in Russian stand in quotation marks."""
    kazakh = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
    path = ROOT / "assembly" / "locale" / "ru" / "LC_MESSAGES" / "django.po"

    assert not [text for _, text in texts_of(path) if kazakh.search(re.sub("«[^»]*»", "", text))]


def shown(entry):
    """The text (str) that Django shows for an entry, whatever the packages say."""
    if entry.msgid_plural and entry.msgctxt:
        return npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 1)
    if entry.msgid_plural:
        return ngettext(entry.msgid, entry.msgid_plural, 1)
    return pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_ours_win_over_the_words_of_the_packages(language):
    path = ROOT / "assembly" / "locale" / language / "LC_MESSAGES" / "django.po"
    with override(language):
        hidden = [
            (entry.msgid, shown(entry))
            for entry in polib.pofile(path)
            if shown(entry) != (entry.msgstr or entry.msgstr_plural[0])
        ]

    assert not hidden


BORROWED = (axes, django, django_filters, import_export, simple_history)


def test_the_borrowed_words_are_words_of_the_packages():
    """A marker of a text that no package has any more would keep a dead translation."""
    sources = "".join(_source(package) for package in BORROWED)
    markers = [
        ast.literal_eval(node.args[0 if node.func.id != "pgettext" else 1])
        for node in ast.walk(ast.parse(read("assembly/package_words.py")))
        if isinstance(node, ast.Call)
    ]

    assert markers
    assert not [text for text in markers if text not in sources]


def _source(package):
    """All that the code, the pages and the English catalogues of a package say."""
    folder = Path(package.__file__).parent
    files = [*folder.rglob("*.py"), *folder.rglob("*.html")]
    texts = [path.read_text(errors="replace") for path in files]
    english = list(folder.rglob("locale/en/LC_MESSAGES/django.po"))
    for path in english or folder.rglob("locale/ru*/LC_MESSAGES/django.po"):
        texts += [entry.msgid for entry in polib.pofile(path)]
    source = "\n".join(texts).replace('\\"', '"')
    return re.sub(r"{{ *(\w+) *}}", r"%(\1)s", source)


NOUNS = sorted(
    (noun for noun in vars(catalogue).values() if isinstance(noun, Noun)), key=lambda n: n.code
)


def test_kazakh_nouns_stay_singular_after_a_number():
    with override("kk"):
        forms = {noun.code: {noun.form(n) for n in (0, 1, 2, 5, 21)} for noun in NOUNS}

    assert forms
    assert not {code: words for code, words in forms.items() if len(words) > 1}


@pytest.mark.parametrize(
    ("number", "council", "person", "outlet"),
    [
        (0, "советов", "человек", "СМИ"),
        (1, "совет", "человек", "СМИ"),
        (2, "совета", "человека", "СМИ"),
        (5, "советов", "человек", "СМИ"),
        (11, "советов", "человек", "СМИ"),
        (12, "советов", "человек", "СМИ"),
        (21, "совет", "человек", "СМИ"),
        (22, "совета", "человека", "СМИ"),
        (1119, "советов", "человек", "СМИ"),
    ],
)
def test_russian_nouns_follow_the_number(number, council, person, outlet):
    with override("ru"):
        words = [
            noun.form(number) for noun in (catalogue.COUNCILS, catalogue.PEOPLE, catalogue.OUTLETS)
        ]

    assert words == [council, person, outlet]


def test_every_russian_noun_has_its_forms():
    entries = polib.pofile(ROOT / "assembly" / "locale" / "ru" / "LC_MESSAGES" / "django.po")
    forms = {entry.msgid: entry.msgstr_plural for entry in entries if entry.msgid_plural}

    assert {len(texts) for texts in forms.values()} == {4}
    with override("ru"):
        assert all(
            noun.form(1) != noun.form(5) for noun in NOUNS if noun.code not in {"person", "outlet"}
        )


def test_a_kazakh_month_is_written_small():
    with override("kk"):
        assert date_format(date(2023, 10, 24), "DATE_FORMAT") == "2023 жылғы 24 қазан"
        assert date_format(date(2023, 10, 24), "YEAR_MONTH_FORMAT") == "2023 жылғы қазан"
