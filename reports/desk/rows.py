"""Rows behind a published number: where a member of staff follows it home."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.access import groups_with, regions_of
from registry.accounts.groups import label
from registry.admin.portal import YEARS
from reports.behind import Behind
from reports.catalogue import BY_CODE
from reports.desk import links
from reports.desk.page import show
from reports.models import ReportedValue
from reports.owners import owner_model
from reports.summary import NotPublished, Shelf

AT_ONCE = 50
SEE_ALL = "registry.see_all_units"


def rows(request, indicator, year, unit=None):
    """The rows that a figure counts, what they give, what was published, what changed since."""
    if indicator not in BY_CODE or not YEARS["min_value"] <= year <= YEARS["max_value"]:
        raise Http404
    found = BY_CODE[indicator]
    if not request.user.has_perm(permission(found)):
        return _refuse(request, found, year)
    try:
        behind = Behind(indicator, year, unit, _release(request, year))
    except LookupError as missing:
        raise Http404 from missing
    mine = set(regions_of(request.user))
    own = [region for region in behind.units if region in mine]
    if unit is None and not request.user.has_perm(SEE_ALL):
        return _own_instead(request, found, year, own)
    if unit and unit not in {region.code for region in own}:
        return _refuse(request, found, year, own)
    return show(request, "rows.html", **_context(request, behind, own))


def permission(indicator):
    """The permission (str) to read the records that an indicator counts."""
    options = (owner_model(indicator) if indicator.source else ReportedValue)._meta
    return f"{options.app_label}.view_{options.model_name}"


def _release(request, year):
    """The release to compare with: the one in force, or the revision that is asked for."""
    shelf, number = Shelf.of_today(), request.GET.get("revision", "")
    is_number = number.isdecimal() and len(number) < len("10000")
    try:
        return shelf.fixed(year, int(number)) if is_number else shelf.current(year)
    except NotPublished:
        return None


def _own_instead(request, indicator, year, own):
    """The country's rows are not for who works for one unit: the own ones are."""
    if len(own) == 1:
        return redirect(_way(request, indicator.code, year, own[0]))
    return _refuse(request, indicator, year, own)


def _refuse(request, indicator, year, own=()):
    """403: who may see these records, and the way to the own ones."""
    may = permission(indicator)
    context = {
        "title": _("Records behind a number"),
        "indicator": indicator,
        "year": year,
        "groups": [label(name) for name in groups_with(may, SEE_ALL)],
        "coordinators": groups_with(may) != groups_with(may, SEE_ALL),
        "own": _ways(request, indicator.code, year, own),
    }
    response = show(request, "rows_refused.html", **context)
    response.status_code = 403
    return response


def _ways(request, code, year, regions):
    """Links to the rows of some units."""
    return [links.Link(str(r), _way(request, code, year, r)) for r in regions]


def _way(request, code, year, region=None):
    """The address of a unit's rows, or the country's, beside the same revision."""
    names = [code, year, region.code] if region else [code, year]
    revision = request.GET.get("revision")
    query = {"revision": revision} if revision else None
    page = "admin:desk_rows_of_unit" if region else "admin:desk_rows"
    return reverse(page, args=names, query=query)


def _context(request, behind, own):
    indicator, year = behind.indicator, behind.year
    region = behind.reporters.regions.get(behind.unit)
    return {
        "title": _("Records behind a number"),
        "behind": behind,
        "indicator": indicator,
        "year": year,
        "region": region,
        "ways": _ways(request, indicator.code, year, own),
        "country": request.user.has_perm(SEE_ALL) and _way(request, indicator.code, year),
        "public": reverse("reports:indicator_year", args=[indicator.code, year]),
        "changes": _changes(request.user, behind),
        "differing": _ways_of_parts(request, behind),
    } | (_page(request, behind) if indicator.source else _reported(behind))


def _page(request, behind):
    """The rows, fifty at a time; of a unit's predecessor those that the person may see."""
    found, region = behind.rows(), behind.indicator.source.region
    reads_all = request.user.has_perm(SEE_ALL)
    seen = found if reads_all else found.filter(**{f"{region}__in": regions_of(request.user)})
    page = Paginator(seen, AT_ONCE).get_page(request.GET.get("page"))
    shown = [(row, links.record_page(row.record)) for row in behind.read(page.object_list)]
    return {
        "page": page,
        "rows": shown,
        "hidden": 0 if reads_all else found.count() - page.paginator.count,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "way": behind.indicator.measure.way,
    }


def _reported(behind):
    return {"reported": behind.reported_values()}


def _changes(user, behind):
    """What explains a difference, of the records that a person may see."""
    if not behind.differs or behind.indicator.source is None:
        return None
    reads_all = user.has_perm(SEE_ALL)
    changes = behind.changes(None if reads_all else {region.pk for region in regions_of(user)})
    return {
        "found": [(c, "" if c.is_deleted else links.record_page(c.record)) for c in changes.found],
        "effect": changes.effect,
        "is_cut": changes.is_cut,
        "hidden": changes.hidden,
        "is_whole": changes.effect is not None and changes.effect == behind.difference,
    }


def _ways_of_parts(request, behind):
    """The units whose figures changed since the release, with the way to their rows."""
    if behind.unit or not behind.differs:
        return []
    parts = behind.differing
    regions = [part.region for part in parts]
    ways = _ways(request, behind.indicator.code, behind.year, regions)
    return list(zip(parts, ways, strict=True))
