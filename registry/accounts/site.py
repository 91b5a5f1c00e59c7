"""The doors of the back office: signing in, staying, the language."""

from functools import update_wrapper

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from registry.accounts import kept
from registry.accounts.languages import asked_for, speak


class SignInSite(admin.AdminSite):
    """An admin site that keeps what was typed, warns of the end of a session, and asks for no
    language twice."""

    def get_urls(self):
        from registry.accounts.second_factor_pages import urls  # needs the models

        own = [
            path("session/", self.session, name="session"),
            path("language/", self.admin_view(self.language), name="language"),
        ]
        return [*own, *urls(self.admin_view), *super().get_urls()]

    def each_context(self, request):
        """The frame of a page; before the code it shows nothing of what the account opens."""
        from registry.accounts.second_factor import is_missing  # needs the models

        left = request.session.get_expiry_age() if self.has_permission(request) else None
        frame = super().each_context(request) | {
            "session_left": left,
            "second_factor": settings.SECOND_FACTOR,
        }
        closed = {"needs_code": True, "available_apps": [], "is_nav_sidebar_enabled": False}
        return frame | closed if is_missing(request) else frame

    def admin_view(self, view, cacheable=False):
        """A form that comes in after the session has ended is carried through the sign-in.

        Django would let a browser keep the page of the password, which names the person.
        """
        inner = super().admin_view(view)

        def guarded(request, *args, **kwargs):
            if request.method == "POST" and not request.user.is_authenticated:
                form = kept.pack(request)
                if form:
                    return self.ask_to_sign_in(request, form)
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def ask_to_sign_in(self, request, form="", refusal=""):
        """The sign-in page in place of the page that was asked for (TemplateResponse).

        `form` is a packed form to carry along, `refusal` a sentence that says why not now.
        """
        context = self.each_context(request) | {
            "title": _("Log in"),
            "app_path": reverse("admin:login"),
            "form": self.login_form(request),
            "kept": form or request.POST.get("kept", ""),
            "refusal": refusal,
            REDIRECT_FIELD_NAME: request.POST.get(REDIRECT_FIELD_NAME) or reverse("admin:index"),
        }
        response = TemplateResponse(request, "admin/login.html", context)
        add_never_cache_headers(response)
        return response

    @property
    def login_form(self):
        from registry.accounts.forms import SignInForm  # needs the models

        return SignInForm

    def login(self, request, extra_context=None):
        form = request.POST.get("kept", "")
        response = super().login(request, {"kept": form, **(extra_context or {})})
        has_signed_in = request.method == "POST" and response.status_code == 302
        return self._welcome(request, response, form) if has_signed_in else response

    def _welcome(self, request, response, form):
        from registry.accounts import second_factor, second_factor_pages  # need the models

        begin_session(request)
        needs_code = second_factor.is_missing(request)  # the session knows it from here on
        if not request.user.language or request.GET.get("lang"):
            speak(request.user, asked_for(request))
        typed = form and kept.unpack(request, form)
        if typed:
            ask = second_factor_pages.ask
            response = ask(request, form) if needs_code else kept.offer(request, typed)
        elif form:
            messages.warning(request, _("What another person typed here was not kept."))
        return kept.remember(request, response)

    def session(self, request):
        """How many seconds a session has left (JSON); a POST begins them anew."""
        if request.method == "POST" and request.user.is_authenticated:
            begin_session(request)
        left = request.session.get_expiry_age() if request.user.is_authenticated else 0
        response = JsonResponse({"left": int(left)})
        add_never_cache_headers(response)
        return response

    def language(self, request):
        """Keep the language that a person chose, and go back to the page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        speak(request.user, request.POST.get("language"))
        return HttpResponseRedirect(way_to(request, request.POST.get("next", "")))


def way_to(request, address):
    """An address (str) that a browser asks to be led to if it is ours, else the first page."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_ours else reverse("admin:index")


def begin_session(request):
    """Give a session its whole length from now on."""
    length = timezone.timedelta(seconds=request.session.get_session_cookie_age())
    request.session.set_expiry(timezone.now() + length)
