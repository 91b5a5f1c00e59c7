"""Pages of words: how figures come about, and who can read them."""

from reports.views.page import public, tell


@public
def methodology(request):
    """What is counted, whose number it is, and what may be compared with what."""
    return tell(request, "reports/methodology.html", section="methodology")


@public
def accessibility(request):
    """The statement on accessibility."""
    return tell(request, "reports/accessibility.html")
