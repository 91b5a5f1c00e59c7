"""What no page should ever have to think about."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from registry.accounts import kept, second_factor, second_factor_pages
from registry.accounts.languages import asked_for
from registry.languages import CODES
from registry.outages import is_held

MINUTE, YEAR = 60, 365 * 24 * 60 * 60  # seconds


class CloseDoors:
    """What Django has no setting for: no answer asks for a sensor, none is part of another site.

    What other sites may show says so itself: the files of a release do.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class RefuseNul:
    """Answers 400 to an address, a cookie or a form with a NUL: PostgreSQL would fail at it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            raise SuspiciousOperation("A NUL in the address.")
        if any("\x00" in text for text in request.COOKIES.values()):  # written as "\000"
            raise SuspiciousOperation("A NUL in a cookie.")
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """By now the form has been read: the check of its token does that for every page.

        The forms of the admin's own pages say it themselves, beside the field; a page without a
        token reads its form itself, and says if it is too large.
        """
        says_it_itself = hasattr(view, "model_admin") or getattr(view, "csrf_exempt", False)
        sent = [] if says_it_itself else request.POST.lists()
        if any("\x00" in text for name, texts in sent for text in (name, *texts)):
            raise SuspiciousOperation("A NUL in the form.")


class SpeakTheirLanguage:
    """The back office speaks the language of the account.

    Before signing in, or where none was chosen yet: what `?lang=` asks for, here or on the page
    that the sign-in leads to, or the cookie of the last time, or Kazakh.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(reverse("admin:index")):
            return self.get_response(request)
        own = request.user.language if request.user.is_authenticated else ""
        chosen = own or asked_for(request)
        last = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        spoken = next((x for x in (chosen, last) if x in CODES), settings.LANGUAGE_CODE)
        translation.activate(spoken)
        request.LANGUAGE_CODE = spoken
        response = self.get_response(request)
        if chosen in CODES and last != chosen:
            self._keep(response, chosen)
        return response

    def process_exception(self, request, exception):
        """What is not there is said in that language, on a machine with DEBUG, too."""
        if isinstance(exception, Http404) and request.path_info.startswith(reverse("admin:index")):
            return get_resolver().resolve_error_handler(404)(request, exception=exception)
        return None

    def _keep(self, response, language):
        """For the next sign-in, also after the end of a session."""
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


class AskToWait:
    """Answers a form with 503 where another's write held the database for too long, and keeps it.

    `lock_timeout` of PostgreSQL and `timeout` of SQLite end the wait (assembly/settings.py).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        is_desk = request.path_info.startswith(reverse("admin:index"))
        is_form = is_desk and request.method == "POST" and request.user.is_authenticated
        if not (is_form and is_held(error)):
            return None
        reason = _(
            "Somebody else is saving a lot at this moment, and your form waited too long for its "
            "turn. Nothing of it has been saved yet. Wait a minute, then send it again."
        )
        response = kept.offer_again(request, reason)
        response.status_code = 503
        response["Retry-After"] = MINUTE
        return response


class AskForCode:
    """Closes every page of the back office, also of tomorrow, to who has yet to give a code."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_desk = request.path_info.startswith(reverse("admin:index"))
        is_open = request.resolver_match.view_name in second_factor_pages.OPEN
        if is_desk and not is_open and second_factor.is_missing(request):
            return second_factor_pages.in_between(request)
        return None
