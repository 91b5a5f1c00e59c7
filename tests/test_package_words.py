"""What Django and the packages say to our people is Kazakh and Russian, whoever translated it.

The catalogues of the packages are walked, not our own: a new version with a new sentence fails
here.  Its words then go into assembly/package_words.py and, by `make messages`, our catalogues.
"""

import json
import re
from pathlib import Path

import axes
import django
import django_filters
import import_export
import polib
import pytest
import simple_history
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext
from django.views.i18n import JSONCatalog

from tests.test_translations import LATIN, alphabets_of, words_without_marks

DJANGO = Path(django.__file__).parent
FOLDERS = [
    *(DJANGO / "contrib" / app for app in ("admin", "auth", "contenttypes", "sessions")),
    DJANGO / "conf",
    *(Path(package.__file__).parent for package in (axes, import_export, django_filters)),
    Path(simple_history.__file__).parent,
]
# Where words stand that nobody meets here: the file, the words (all when empty), and why.
NOT_MET = [
    (r"conf/global_settings.py", "", "languages that the portal does not speak"),
    (r"contrib/\w+/apps.py", "", "names of packages that have no page"),
    (r"db/models/fields", r"^(?!.*%\(value\)s|%\(from\)s|.*valid JSON)", "types"),
    (r"views/(generic|static|templates|csrf)", "", "pages that ours take the place of"),
    (r"contrib/contenttypes/views.py", "", "“view on site” is switched off"),
    (r"contrib/auth/hashers.py", "", "how a password is stored: shown on no page"),
    (r"registration/password_reset_(done|email|form)", "", "pages and letters that ours replace"),
    (r"core/paginator.py", "…", "a sign"),
    (r"(^|/)(widgets|forms|resources|results|rest_framework)", r"`|_|force_str", "for programmers"),
    (r"object_history_form", "Or press", "nobody goes back to the past by a button"),
]
# Names that stay as they are, and what only looks like English.
SAME = LATIN | {"IP", "OK", "URI", "ID", "a", "z", "A", "Z"}


def entries(domain="django"):
    """{(context, words): entry} of all that the packages say, in whatever language they say it."""
    found = {}
    for folder in FOLDERS:
        paths = sorted((folder / "locale").rglob(f"{domain}.po"), key=_english_first)
        for path in paths[:1] if "django/" in str(folder) else paths:
            for entry in polib.pofile(str(path)):
                if not entry.obsolete:
                    found.setdefault((entry.msgctxt, entry.msgid), entry)
    return found.values()


def _english_first(path):
    return path.parts[-3] != "en", path


def key_of(entry):
    """The key (str) of a text in a catalogue."""
    return "\x04".join(filter(None, (entry.msgctxt, entry.msgid)))


def is_met(entry):
    places = [place for place, _line in entry.occurrences] or [""]
    return not all(
        any(re.search(file, place) and re.search(words, entry.msgid) for file, words, _ in NOT_MET)
        for place in places
    )


def said(entry, number):
    """What a person reads (str) in the language of the moment."""
    if entry.msgid_plural and entry.msgctxt:
        return npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, number)
    if entry.msgid_plural:
        return ngettext(entry.msgid, entry.msgid_plural, number)
    return pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)


def english_in(text):
    plain = re.sub(r"&\w+;|YYYY|HH|MM|DD|%\(?\w*\)?\w|\{\w*\}", " ", text)
    words = {word for word in words_without_marks(plain) if alphabets_of(word) == {"LATIN"}}
    return words - SAME


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_word_of_a_package_stays_english(language):
    met = [entry for entry in entries() if is_met(entry)]
    with override(language):
        english = {
            entry.msgid: said(entry, number)
            for entry in met
            for number in (1, 5)
            if english_in(said(entry, number))
        }

    assert len(met) > 500
    assert not english


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_word_of_the_scripts_stays_english(language, rf):
    with override(language):
        view = JSONCatalog.as_view(packages=["django.contrib.admin"])
        known = json.loads(view(rf.get("/")).content)["catalog"]
    keys = {entry.msgid: key_of(entry) for entry in entries("djangojs")}
    english = {
        words: known.get(key, words)
        for words, key in keys.items()
        if english_in(str(known.get(key, words)))
    }

    assert keys and not english


def test_no_akim_of_the_site_greets_anybody():
    with override("kk"):
        odd = [
            said(entry, 1)
            for entry in entries()
            if re.search("сайтының әкімі|Даңғо", said(entry, 1))
        ]

    assert not odd
