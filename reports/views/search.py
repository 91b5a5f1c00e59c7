"""The search over indicators, regions and terms, in any of the three languages."""

from reports.summary import Shelf, words
from reports.views.fresh import showing
from reports.views.page import tell


@showing("terms")
def search(request):
    """What a question finds; nothing found shows ways on."""
    question = request.GET["q"][: words.LONGEST].strip()
    found = words.search(Shelf.of_today(), question)
    context = {"section": "indicators", "question": question, "found": found}
    return tell(request, "reports/search.html", **context)
