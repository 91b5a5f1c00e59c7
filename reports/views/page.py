"""What all public pages share: the release they read, the frame, the page that is missing."""

import sys

from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.defaults import server_error

from registry.accounts import sent_again
from registry.models import is_demo
from registry.outages import is_away
from reports.summary import Shelf
from reports.views.fresh import MAX_AGE, keep_shortly, showing

public = showing()
kept = cache_control(public=True, max_age=MAX_AGE)
MINUTE = 60  # seconds


@kept
def root(request):
    """The same address for everyone leads to the Kazakh pages."""
    return redirect("/kk/")


@kept
def icon(request):
    """Browsers that read no page first, such as readers of feeds, ask for the icon by this name."""
    return redirect(static("icon.svg"))


def find(shelf, year, number):
    """The release that an address names.  Raises NotPublished."""
    return shelf.current(year) if number is None else shelf.fixed(year, number)


def show(request, template, shelf, release, number=None, **context):
    """A page over one release.  A fixed address (with a number) tells nothing of other years."""
    compared = shelf.compared(release)
    context |= {
        "release": release,
        "compared": compared,
        "corrected": None if number or not compared else _newer(shelf, compared),
        "code": release.code,
        "number": number,
        "first": shelf.first(release.year),
        "years": [] if number else shelf.years,
        "is_superseded": shelf.is_superseded(release),
        "is_latest": not number and shelf.is_latest(release),
        "next_on": None if number else release.next_on,
        "is_demo": release.is_demo,
        "contact": "" if number else shelf.contact,
    }
    return render(request, template, context)


def _newer(shelf, release):
    """The revision in force of the same year, where it is another one."""
    return shelf.current(release.year) if shelf.is_superseded(release) else None


def tell(request, template, **context):
    """A page about the portal, under the name of whoever published last."""
    shelf = Shelf.of_today()
    context |= {
        "release": shelf.latest,
        "is_demo": shelf.latest.is_demo if shelf.latest else is_demo(),
        "contact": shelf.contact,
    }
    return render(request, template, context)


def not_yet(request, year=None, number=None):
    """A year that was opened but has no release says when it is due; any other is unknown."""
    calendar = Shelf.of_today().calendar if year and not number else []
    opened = next((one for one in calendar if one.year == year), None)
    return missing(request) if year and not opened else _not_yet(request, year, opened)


@showing("calendar")
def _not_yet(request, year, opened):
    """A page within the page that was asked for: it shows the calendar, too."""
    shelf = Shelf.of_today()
    context = {
        "year": year,
        "opened": opened,
        "is_overdue": bool(opened and opened.release_on and opened.release_on < localdate()),
        "years": shelf.years,
        "is_demo": shelf.latest.is_demo if shelf.latest else is_demo(),
    }
    return render(request, "reports/not_yet.html", context)


def missing(request, rest="", exception=None):
    """There is no such page: ways on, in the reader's language."""
    response = render(request, "404.html", {"is_demo": is_demo()}, status=404)
    if request.path_info.startswith(reverse("admin:index")):  # another person may find it
        add_never_cache_headers(response)
    else:
        keep_shortly(response)
    return response


def broken(request):
    """Something failed: 500; where the database is away 503, and nginx shows the copy it has.

    A form that came in then is kept in the page.
    """
    if not is_away(sys.exc_info()[1]):
        return server_error(request)
    response = sent_again.offer(request) or server_error(request)
    response.status_code = 503
    response["Retry-After"] = MINUTE
    return response
