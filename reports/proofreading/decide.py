"""From the likely indicators of a number and the published values to what is told about it."""

from reports.grammar.reading import Said
from reports.proofreading.verdicts import Mark, Verdict, change_of, fits, holds

CLEAR = 2  # by how much one of two fitting indicators must be likelier to be taken alone
CONTRARY = 3  # by how much another may be likelier before an equal value is chance
TELLING = 1000  # a number so large and equal to a figure may be that figure, whatever the words


def decide(number, found, published, year):
    """The Mark of a Number, from its Candidates (the likeliest first) and the Editions."""
    now, older, other = (
        lambda e: e.year == year and e.is_current,
        lambda e: e.year == year and not e.is_current,
        lambda e: e.year != year and e.is_current,
    )
    if number.moved is not None:
        return _change(number, found, published, year)
    contrary = _contrary(number, found, published, now)
    # Loosely true of this year, it need not be what another year was said to be.
    shelves = [(Verdict.EQUAL, now)]
    if contrary.verdict != Verdict.LOOSE:
        shelves += [(Verdict.OLDER, older), (Verdict.OTHER_YEAR, other)]
    for verdict, belongs in shelves:
        fitting = _fitting(number, found, published, belongs)
        if fitting:
            one = len({edition.code for edition in fitting}) == 1
            return Mark(number, verdict if one else Verdict.UNCLEAR, tuple(fitting))
    return contrary


def _change(number, found, published, year):
    """A difference to the year before: the published one, an older one, or left alone."""
    likely = [c for c in found if not c.is_weak and found[0].score - c.score <= CONTRARY]
    told = [
        (edition, change)
        for candidate in likely
        for edition in published.get(candidate.code, ())
        if edition.year == year and (change := change_of(number, edition))
    ]
    # What is in force comes first, whatever is likelier: as for a value.
    for edition, change in sorted(told, key=lambda pair: not pair[0].is_current):
        verdict = Verdict.CHANGE if edition.is_current else Verdict.OLDER
        return Mark(number, verdict, (edition,), change)
    return Mark(number, Verdict.UNKNOWN)


def _fitting(number, found, published, belongs):
    """The Editions that a number tells truly: of one indicator, or of some that are as likely."""
    fitting = [
        (candidate, edition)
        for candidate in found
        for edition in published.get(candidate.code, ())
        if belongs(edition) and fits(number, edition.value)
    ]
    if not fitting or _is_chance(fitting[0][0], found[0]):
        return []
    best = fitting[0][0]
    return [
        edition
        for candidate, edition in fitting
        if candidate.is_weak == best.is_weak and best.score - candidate.score < CLEAR
    ]


def _is_chance(best, likeliest):
    """Whether the words speak so much more for another indicator that the value is chance."""
    return not likeliest.is_weak and (best.is_weak or likeliest.score - best.score > CONTRARY)


def _contrary(number, found, published, belongs):
    """A number that no likely indicator bears out."""
    likely = [
        (candidate, edition)
        for candidate in found
        for edition in published.get(candidate.code, ())
        if belongs(edition) and not candidate.is_weak
    ]
    if not likely:
        return _by_value(number, published, belongs)
    best = likely[0][0]
    editions = tuple(e for candidate, e in likely if best.score - candidate.score < CLEAR)
    return Mark(number, _fault(number, editions), editions)


def _fault(number, editions):
    if number.said == Said.PLAIN:
        return Verdict.DIFFERS
    all_hold = all(holds(number, edition.value) for edition in editions)
    return Verdict.LOOSE if all_hold else Verdict.UNTRUE


def _by_value(number, published, belongs):
    """Without a word about it, only a large number that equals a figure may be that figure."""
    is_telling = number.value >= TELLING and number.said == Said.PLAIN and number.unit == 1
    editions = tuple(
        edition
        for all_editions in published.values()
        for edition in all_editions
        if is_telling and belongs(edition) and edition.value == number.value
    )
    return Mark(number, Verdict.UNCLEAR if editions else Verdict.UNKNOWN, editions)
