"""What a cell shows: a number, or the symbol that says which kind of nothing it is."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import grammar

NO_DATA, NOT_APPLICABLE, WITHDRAWN = "…", "x", "–"


def value(figure):
    """The number (int) of a figure, or its symbol; without a figure, not applicable."""
    if figure is None or figure.status in ("not_applicable", "not_comparable"):
        return NOT_APPLICABLE
    if figure.status == "withdrawn":
        return WITHDRAWN
    return NO_DATA if figure.value is None else figure.value


def value_before(line):
    """The number (int) of the year before, or its symbol."""
    return value(line.before) if line.before else NO_DATA


def change(line):
    """The difference (int) to the year before, or the symbol of what is missing."""
    if line.change is not None:
        return line.change
    return NO_DATA if line.is_comparable else NOT_APPLICABLE


def percent(line):
    """The change as a fraction (float) of the year before; not applicable where that was 0."""
    if line.percent is not None:
        return line.percent / 100
    return change(line) if line.change is None else NOT_APPLICABLE


def coverage(line):
    """How many of the units that report this indicator did so (str)."""
    figure = line.figure
    if not figure.expected or value(figure) == NOT_APPLICABLE:
        return NOT_APPLICABLE
    text = of(figure.reported, figure.expected)
    if figure.known is None:
        return text
    known = grammar.of(get_language()).number(figure.known)
    return f"{text}; " + _("members known for %(known)s bodies") % {"known": known}


def of(reported, expected):
    """20 of 21 (str)."""
    return _("%(reported)s of %(expected)s") % {"reported": reported, "expected": expected}


def unit(definition):
    """The unit of measure (str) as it stands alone."""
    return definition.words[get_language()]["unit"]["one"]
