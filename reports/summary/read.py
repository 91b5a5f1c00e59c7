"""Reads the figures of a release into a Summary: two queries, whatever the registry holds."""

from reports.models import Figure
from reports.summary.lines import COUNTRY, Line, Summary, places
from reports.summary.shelf import NotPublished
from reports.summary.territories import Atlas, one_of_each, rule_of


def country_summary(release, earlier=None):
    """The country's line of every indicator (Summary).  Two queries.

    `earlier` (Release) is the revision before: what changed since then is told.
    """
    wanted = [r.pk for r in (release, earlier) if r] + [release.compared_with_id]
    found = list(Figure.objects.filter(region=None, release__in=wanted))
    summary = lines_of(release, release.definitions.all(), found)
    if earlier:
        summary.earlier = {f.indicator: f for f in found if f.release_id == earlier.pk}
    return summary


def full_summary(release):
    """Every line of a release (Summary): for files.  Two queries."""
    return _summary(release, {}, {})


def key_summary(release):
    """The key indicators of every place (Summary): for the list of regions.  Two queries."""
    definitions = list(release.definitions.filter(is_key=True))
    codes = [definition.indicator for definition in definitions]
    return lines_of(
        release, definitions, Figure.objects.filter(release=release, indicator__in=codes)
    )


def indicator_summary(release, code):
    """The lines of one indicator (Summary).  Raises NotPublished.  Two queries."""
    summary = _summary(release, {"indicator": code}, {"indicator": code})
    if not summary.lines:
        raise NotPublished
    return summary


def _summary(release, figures, definitions):
    found = Figure.objects.filter(release__in=[release.pk, release.compared_with_id], **figures)
    return lines_of(release, release.definitions.filter(**definitions), found)


def lines_of(release, definitions, figures):
    """The lines that some figures give (Summary), beside those of the year before.

    What the release of the year before does not have (a region that did not exist) is not
    applicable; where there is no such release, there is no figure.
    """
    absent = Figure(status=Figure.Status.NOT_APPLICABLE) if release.compared_with_id else None
    cells = {(f.release_id, f.indicator, f.region_id): f for f in figures}
    where = {place.code: place for place in [*places(release), COUNTRY]}
    breaks = _breaks(release, definitions, where)
    lines = [
        Line(
            definition,
            where[code],
            cells[release.pk, definition.indicator, code],
            cells.get((release.compared_with_id, definition.indicator, code), absent),
            breaks[rule_of(definition), code],
        )
        for definition in definitions
        for code in where
        if (release.pk, definition.indicator, code) in cells
    ]
    return Summary(release, lines)


def _breaks(release, definitions, codes):
    """{(rule, code): Places} whose opening makes a year and the one before not comparable."""
    atlas, years = Atlas([release]), (release.year - 1, release.year)
    return {
        (rule, code): tuple(atlas.changed(definition, code, *years))
        for rule, definition in one_of_each(definitions).items()
        for code in codes
    }


def told_lines(release, values):
    """The Lines of what a press text tells ({code: value}), in its order.  One query.

    The text keeps the values itself, so that its page need not fetch the figures too.
    """
    definitions = {d.indicator: d for d in release.definitions.filter(indicator__in=values)}
    return [
        Line(definitions[code], COUNTRY, Figure(value=value, status=Figure.Status.FINAL))
        for code, value in values.items()
    ]
