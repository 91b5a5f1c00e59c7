"""Which indicators there are, over all years."""

from reports.models import Definition


def indicators_of(shelf):
    """[(Definition, years)]: each indicator by its newest words, with the years (list of int,
    ascending) whose release in force has it, in the order of the catalogue.  One query.
    """
    years = {release.pk: release.year for release in shelf.each_year()}
    newest, found = {}, {}
    for definition in Definition.objects.filter(release__in=years):
        year = years[definition.release_id]
        found.setdefault(definition.indicator, []).append(year)
        if year == max(found[definition.indicator]):
            newest[definition.indicator] = definition
    ordered = sorted(newest.values(), key=lambda d: d.position)
    return [(definition, sorted(found[definition.indicator])) for definition in ordered]
