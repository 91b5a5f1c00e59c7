"""Check a text: what was pasted, each number marked beside the published figure that it tells.

The text is stored nowhere and reaches no log and no mail.
"""

from django.core.exceptions import RequestDataTooBig
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from reports import grammar
from reports.proofreading import MOST, TooManyNumbers, proofread
from reports.summary import NotPublished, Shelf, editions, labels, places
from reports.views.marked import parts, rows, tally
from reports.views.page import not_yet, public, show

LONGEST = 50_000  # characters


class CannotCheck(Exception):
    """Why a text is not checked: one sentence."""


# No token against forgery: it would need a cookie, and sending the form changes nothing anywhere.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
@sensitive_post_parameters()
@sensitive_variables()
def check(request):
    """The form, and the marked text once it was sent."""
    shelf = Shelf.of_today()
    text, year = _sent(request)
    try:
        release = shelf.current(next((y for y in shelf.years if str(y) == year), None))
    except NotPublished:
        return not_yet(request)
    context = {"section": "check", "all_years": shelf.years}
    if request.method == "POST":
        context |= _answer(text, shelf, release)
    response = show(request, "reports/check.html", shelf, release, **context)
    response.status_code = 400 if "fault" in context else 200
    if request.method == "POST":  # nothing between here and the reader keeps somebody's text
        patch_cache_control(response, private=True, no_store=True)
    return response


def _sent(request):
    """What the form holds (text, year); no text where it is too much for Django to read."""
    try:
        return request.POST.get("text", "").replace("\r\n", "\n"), request.POST.get("year")
    except RequestDataTooBig:
        return None, None


def _answer(text, shelf, release):
    try:
        _refuse_unfit(text)
        return {"text": text} | _marked(text, shelf, release)
    except CannotCheck as fault:
        return {"text": text or "", "fault": str(fault)}


def _refuse_unfit(text):
    if text is None or len(text) > LONGEST:
        sentence = _("The text is too long. Characters checked at once: %(n)s.")
        raise CannotCheck(sentence % {"n": _written(LONGEST)})
    if not text.strip():
        raise CannotCheck(_("There is no text to check."))


def _written(n):
    return grammar.of(get_language()).number(n)


def _marked(text, shelf, release):
    """The marks of a text for the page (dict).  Raises CannotCheck."""
    names = [place.words[language]["name"] for place in places(release) for language in place.words]
    try:
        marks = proofread(text, editions(shelf), release.year, names)
    except TooManyNumbers:
        sentence = _("The text has too many numbers. Checked at once: %(n)s.")
        raise CannotCheck(sentence % {"n": _written(MOST)}) from None
    except Exception:
        # Its own words might quote the text: they must not reach a log or a mail.
        raise RuntimeError("A text could not be checked.") from None
    found = rows(text, marks, labels(release))
    held = [row for row in found if row.is_held]
    return {"parts": parts(text, found), "rows": found, "held": held, "tally": tally(found)}
