"""Nothing typed is lost when the database goes away: it restarts, or another one takes over.

No page of the back office can be made then, so the answer is one that asks nobody: the form that
came in, and a button that sends it again.
"""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template import loader
from django.utils.cache import add_never_cache_headers

from registry import once
from registry.accounts import kept

UNREADABLE = (SuspiciousOperation, MultiPartParserError, OSError)  # too large, cut off, no form
SECRETS = kept.NEVER - {"csrfmiddlewaretoken"}


class _Check(CsrfViewMiddleware):
    """Django's check of a token, without the page that it answers with: that needs a session."""

    def _reject(self, request, reason):
        return reason


def offer(request):
    """The page (response, 503) with the button; None where there is no form of ours to keep.

    A form with a password is typed again, and so is one that is too large to be sent twice.
    """
    try:
        form = kept.typed(request.POST) if _is_ours(request) else ""
    except UNREADABLE:
        return None
    if not form or len(form) > kept.LARGEST or SECRETS & set(request.POST):
        return None
    page = loader.render_to_string("away.html", _context(request, form))
    answer = HttpResponse(page, status=503)
    add_never_cache_headers(answer)
    return answer


def _is_ours(request):
    """Whether the form comes from a page of this site: the error may be older than the check."""
    check = _Check(lambda request: None)
    check.process_request(request)
    return request.method == "POST" and check.process_view(request, None, (), {}) is None


def _context(request, form):
    return {
        "path": request.get_full_path(),
        "fields": kept.fields(form),
        "has_files": bool(request.FILES),
        "is_written_once": once.FIELD in request.POST,
        "token": get_token(request),
    }
