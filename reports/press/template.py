"""Reads a template: paragraphs of sentences, sentences of words and slots."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports import grammar
from reports.grammar.claims import STEPS, Style

MILESTONES = "{milestones}"
HEADLINE = "#"
_BRACES = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"year(?:-(\d{1,2}))?")


class BadSlot(ValueError):
    """A slot that cannot be filled: one sentence that names it."""


@dataclass(frozen=True)
class Figures:
    """A slot for the figure of an indicator; `forms` are those of its noun, if it brings one."""

    code: str
    style: Style = Style.EXACT
    step: int = 1
    in_words: bool = False
    forms: tuple = ()


@dataclass(frozen=True)
class Word:
    """A slot for what a release knows beside figures: its year or one before, its publisher."""

    name: str
    years_before: int = 0


def parse(text, language):
    """The paragraphs (list of list of sentences) of a template; a sentence is a list of str,
    Figures and Word.  Raises BadSlot."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [
        [sentence(line.strip(), language) for line in paragraph.splitlines()]
        for paragraph in paragraphs
        if paragraph.strip()
    ]


def sentence(line, language):
    """One sentence as a list of str, Figures and Word.  Raises BadSlot."""
    if line == MILESTONES:
        return [line]
    pieces = _BRACES.split(line)
    for text in pieces[::2]:
        if "{" in text or "}" in text:
            raise BadSlot(_("A brace is left open in “%(line)s”.") % {"line": line})
    parts = [_slot(p, language) if i % 2 else p for i, p in enumerate(pieces)]
    return [part for part in parts if part]


def _slot(text, language):
    year = _YEAR.fullmatch(text)
    if year:
        return Word("year", int(year[1] or 0))
    if text in ("publisher", "publisher.short"):
        return Word("short" if text.endswith("short") else "name")
    code, style, forms, *rest = [*map(str.strip, text.split("|")), "", ""]
    if not re.fullmatch(r"[a-z]+\.[a-z_]+", code) or any(rest):
        _refuse(text, _("it names no indicator"))
    return Figures(code, *_style(text, style), _forms(text, forms, language))


def _style(slot, text):
    """(style, step, in words) of “over:100:words”."""
    if text in ("", Style.EXACT):
        return Style.EXACT, 1, False
    asked = re.fullmatch(r"(over|nearly|round):(\d{1,8})(:words)?", text)
    if not asked:
        _refuse(slot, _("the style is one of exact, over:100, nearly:10, round:1000"))
    if int(asked[2]) not in STEPS:
        _refuse(slot, _("the step is one of 5, 10, 50, 100, 500, 1000 and so on"))
    return Style(asked[1]), int(asked[2]), bool(asked[3])


def _forms(slot, text, language):
    forms = tuple(form.strip() for form in text.split("/")) if text else ()
    wanted = grammar.of(language).FORMS
    if forms and (len(forms) != wanted or not all(forms)):
        _refuse(slot, _("the noun needs this many forms: %(n)s") % {"n": wanted})
    return forms


def _refuse(slot, why):
    raise BadSlot(_("Slot {%(slot)s}: %(why)s.") % {"slot": slot, "why": why})


def faults(text, language, codes):
    """What is wrong with a template (list of str), each fault naming its slot.

    `codes` are the indicators that there are.
    """
    found = []
    for line in text.splitlines():
        try:
            slots = [s for s in sentence(line.strip(), language) if isinstance(s, Figures)]
        except BadSlot as fault:
            found.append(str(fault))
        else:
            unknown = [slot.code for slot in slots if slot.code not in codes]
            found += [
                _("Slot {%(code)s}: there is no such indicator.") % {"code": c} for c in unknown
            ]
    return found
