"""Is this file current?  What the code on a file or print tells: its release, and if it stands."""

import re

from django.utils.translation import gettext as _

from reports.summary import Shelf, country_summary
from reports.summary.days import revisions
from reports.views.page import public, tell

LONGEST = 40  # characters
CODE = re.compile(r"(\d{4})[\s–—-]*(\d{1,4}?)[\s–—-]*(\d{4})\W*$")


@public
def code(request):
    """The form, and the release that a code names, beside the one in force."""
    asked = request.GET.get("code", "").strip()[:LONGEST]
    context = {"asked": asked}
    if asked:
        found = _find(asked)
        context |= _answer(*found) if found else {"fault": _fault(asked)}
    return tell(request, "reports/code.html", **context)


def _find(asked):
    """(shelf, release) that a code (str) names, or None."""
    typed = CODE.search(asked)
    shelf = Shelf.of_today()
    for release in shelf.releases:
        if typed and release.code == "-".join([typed[1], str(int(typed[2])), typed[3]]):
            return shelf, release
    return None


def _fault(asked):
    if not CODE.search(asked):
        return _("A code looks like this: 2023-1-4817. It stands at the foot of the file or print.")
    return _("No published release has this code. Look at its digits again.")


def _answer(shelf, release):
    current = shelf.current(release.year)
    own = country_summary(release)
    context = {
        "found": release,
        "current": current,
        "rows": [(line, None) for line in own.key_lines],
    }
    if current != release:
        now = country_summary(current).by_indicator(None)
        context["rows"] = [(line, now.get(line.code)) for line in own.country if _shown(line, now)]
        context["later"] = [r for r in revisions(shelf, release.year) if r.number > release.number]
    return context


def _shown(line, now):
    """Key figures, and what differs between the two."""
    other = now.get(line.code)
    was, now_is = line.figure, other and other.figure
    differs = now_is is None or (was.status, was.value) != (now_is.status, now_is.value)
    return line.definition.is_key or differs
