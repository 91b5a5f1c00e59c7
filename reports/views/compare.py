"""Indicators, units and years that the reader chooses, side by side."""

from urllib.parse import urlencode

from django.http import QueryDict

from reports import charts
from reports.filters import ALL, COUNTRY, FigureFilter
from reports.summary import NotPublished, Shelf, offer
from reports.views.page import not_yet, public, show

MOST_CELLS = 500
CITIES = ("kz-71", "kz-75", "kz-79")


@public
def compare(request):
    """The form, and the tables of what is chosen in it.  A choice that is unknown is a 400."""
    shelf = Shelf.of_today()
    try:
        offered = offer(shelf)
    except NotPublished:
        return not_yet(request)
    chosen = FigureFilter(request.GET, offered)
    context = {"section": "compare", "chosen": chosen, "number": None}
    if chosen.is_valid() and chosen.is_complete:
        context |= _shown(request, chosen)
    elif not chosen.errors:
        context["examples"] = list(_examples(offered))
    response = show(request, "reports/compare.html", shelf, shelf.current(), **context)
    response.status_code = 400 if chosen.errors else 200
    return response


def _shown(request, chosen):
    """The comparison; its tables unless they are too large to be read."""
    comparison, query = chosen.comparison(), chosen.query()
    is_too_large = comparison.size > MOST_CELLS
    if not is_too_large:
        comparison.read(chosen.qs)
    return {
        "comparison": comparison,
        "is_comparable": chosen.is_comparable,
        "is_too_large": is_too_large,
        "tables": [[_group(rows) for rows in groups] for groups in comparison.tables()],
        "query": query,
        "address": request.build_absolute_uri(f"{request.path}?{query}"),
        "other_query": _other(chosen, query),
    }


def _group(rows):
    """The rows of one indicator, and their pictures: a bar for one year, columns for several.

    The country has none beside its regions: on its scale they would all be flat.
    """
    several = len(rows[0].lines) > 1
    drawn = [row for row in rows if row.territory.code] or rows
    return {
        "rows": rows,
        "columns": charts.columns(drawn) if several else {},
        "picture": len(rows[0].lines) * charts.COLUMN_WIDTH,
        "look": "bars" if several else "bar",
        "span": len(rows[0].lines) + 2 + several,
        "widths": {} if several else charts.bar_widths([row.lines[0] for row in drawn]),
    }


def _other(chosen, query):
    """The same choices on the other territory (query, str)."""
    mark = "&territory=comparable"
    return query.removesuffix(mark) if chosen.is_comparable else query + mark


def _examples(offered):
    """Three choices (FigureFilter) that are ready to be opened, those of them that are there."""
    first, second, third = [d.indicator for d in offered.definitions if d.is_key][:3]
    years = (offered.years[0], offered.years[-1])
    for codes, slugs, span in (
        ([second], [ALL], (years[1], years[1])),
        ([first, third], [COUNTRY], years),
        ([first], CITIES, years),
    ):
        query = QueryDict(urlencode({"i": codes, "r": slugs, "from": span[0], "to": span[1]}, True))
        example = FigureFilter(query, offered)
        if example.is_valid():
            yield example
