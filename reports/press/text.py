"""Fills a template with the figures of a release: what the release then keeps for ever.

A text is {"headline": pieces, "paragraphs": [pieces, ...]}; a piece is {"text"} or, for a figure,
{"code", "value", "text"}, with "missing" where the figure that it needs was not reported.
"""

from reports import grammar
from reports.grammar.claims import claim
from reports.press.template import HEADLINE, MILESTONES, Figures, parse

MISSING = "…"
LEFT_OUT = ("not_applicable", "withdrawn")


def render(template, summary, language, milestones=()):
    """Fill a template (str) with a Summary; `milestones` are the sentences of its year alone.

    A sentence is left out whose figure is not applicable, withdrawn or not in the release, and one
    whose first figure is 0: nobody writes that nothing was held.
    Raises BadSlot.
    """
    lines = {line.code: line for line in summary.country}
    text = {"headline": [], "paragraphs": []}
    for paragraph in parse(template, language):
        sentences = [
            filled
            for sentence in _with(milestones, paragraph, language)
            if (filled := _fill(sentence, lines, summary.release, language))
        ]
        _add(text, sentences)
    return text


def _with(milestones, paragraph, language):
    """The sentences of a paragraph, the milestones in their place."""
    for sentence in paragraph:
        if sentence == [MILESTONES]:
            for words in milestones:
                yield from (found for part in parse(words, language) for found in part)
        else:
            yield sentence


def _add(text, sentences):
    if sentences and sentences[0][0]["text"].startswith(HEADLINE):
        first, *rest = sentences.pop(0)
        text["headline"] = [{"text": first["text"].lstrip(HEADLINE + " ")}, *rest]
    if sentences:
        spaced = [piece for sentence in sentences for piece in [{"text": " "}, *sentence]]
        text["paragraphs"].append(spaced[1:])


def _fill(sentence, lines, release, language):
    """The pieces of a sentence; none where a release has nothing to tell by it."""
    figures = [lines.get(part.code) for part in sentence if isinstance(part, Figures)]
    if figures and figures[0] is not None and figures[0].value == 0:
        return []
    if any(line is None or line.status in LEFT_OUT for line in figures):
        return []
    return [_piece(part, lines, release, language) for part in sentence]


def _piece(part, lines, release, language):
    if isinstance(part, str):
        return {"text": part}
    if isinstance(part, Figures):
        return _figure(part, lines[part.code], grammar.of(language))
    if part.name == "year":
        return {"text": str(release.year - part.years_before)}
    return {"text": release.publisher[language][part.name]}


def _figure(slot, line, words):
    """A figure in its style, with the form of the noun that it asks for."""
    if line.value is None:
        return {"code": slot.code, "value": None, "text": MISSING, "missing": True}
    said = claim(line.value, slot.style, slot.step)
    text = words.phrase(said, slot.in_words)
    noun = f" {slot.forms[words.form(said)]}" if slot.forms else ""
    return {"code": slot.code, "value": line.value, "text": text + noun}


def slots(text):
    """The pieces (list of dict) of a filled text that are figures, in their order."""
    pieces = [*text["headline"], *(p for paragraph in text["paragraphs"] for p in paragraph)]
    return [piece for piece in pieces if "code" in piece]


def problems(press):
    """What keeps the texts of a release ({language: text}) from being published: codes of the
    indicators (list of str) that they need and that were not reported."""
    missing = {s["code"] for text in press.values() for s in slots(text) if s.get("missing")}
    return sorted(missing)
