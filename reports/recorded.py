"""What is recorded for one unit in one year, accepted or not: many questions asked in one query."""

from django.db.models import CharField, IntegerField, Value

from reports.catalogue import BY_CODE, INDICATORS
from reports.compute import aggregate_of, expected, rows


def terms_of(unit, year, reporters):
    """What to ask for each figure of a unit (code) in a year (int): {(code, year): term}.

    A term is (rows, aggregate), for `together`.  Everything recorded counts, accepted or not.
    """
    return {
        (i.code, year): (rows(i, year, [unit], reporters=reporters), aggregate_of(i.measure))
        for i in INDICATORS
        if i.source and i.applies_to(year) and expected(i, [unit])
    }


def rows_behind(unit, year, reporters):
    """{code: rows} behind each figure of a unit (code): their numbers and what they add (lists).

    One query a figure.
    """
    found = {}
    for (code, _year), (there, _aggregate_of_all) in terms_of(unit, year, reporters).items():
        added = BY_CODE[code].measure.field
        found[code] = sorted(list(row) for row in there.values_list("pk", *filter(None, [added])))
    return found


def together(terms):
    """{key: {words: number (int)}} of {key: (rows, aggregate)}: one query, however many are asked.

    A third thing in a term, an expression that gives a text, groups its rows by their words;
    without it the words are "".
    """
    asked = [_asked(place, *term) for place, term in enumerate(terms.values())]
    answers = [{} for _term in asked]
    for row in asked[0].union(*asked[1:], all=True):
        answers[row["term"]][row["words"]] = row["n"] or 0
    return dict(zip(terms, answers, strict=True))


def _asked(place, found, aggregate, words=None):
    names = {"term": Value(place, IntegerField()), "words": words or Value("", CharField())}
    return found.order_by().values(**names).annotate(n=aggregate)
