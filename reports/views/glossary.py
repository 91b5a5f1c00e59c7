"""The glossary."""

from reports.summary import Shelf
from reports.summary.words import glossary_of
from reports.views.fresh import showing
from reports.views.page import tell


@showing("terms")
def glossary(request):
    """The words of the portal in three languages, in the order of the reader's alphabet."""
    return tell(request, "reports/glossary.html", letters=glossary_of(Shelf.of_today()))
