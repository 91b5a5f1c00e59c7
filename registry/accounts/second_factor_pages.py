"""The pages of the second factor: asked for a code, setting one up, one's own."""

from base64 import b32encode
from urllib.parse import urlencode

import segno
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from registry.accounts import kept, second_factor
from registry.accounts.forms import CodeForm
from registry.accounts.site import way_to

CODE = "one_time_code"  # the field
# What a person reaches who has given the password and not yet the code.  The pages of a forgotten
# password are for people who are not signed in, and show nothing of anybody who is.
OPEN = {f"admin:{name}" for name in ("login", "logout", "language", "session")}
OPEN |= {"admin:second_factor_code", "admin:second_factor_setup"}
OPEN |= {"admin_password_reset", "password_reset_done"}
OPEN |= {"password_reset_confirm", "password_reset_complete"}


def urls(guard):
    """The addresses below /admin/; `guard` is the door of the admin site."""
    return [
        path("second-factor/", guard(own), name="second_factor"),
        path("second-factor/code/", guard(code), name="second_factor_code"),
        path("second-factor/set-up/", guard(set_up), name="second_factor_setup"),
    ]


# Being asked


def in_between(request):
    """In place of any other page: the one that asks for the code, and a typed form with it."""
    form = kept.pack(request) if request.method == "POST" else ""
    return ask(request, form) if form else HttpResponseRedirect(_first_step(request))


def _first_step(request):
    """The address (str) that asks for the code or sets one up, and leads to this page then."""
    then = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return f"{_page_of(request.user)}?{urlencode({REDIRECT_FIELD_NAME: then})}"


def _page_of(user):
    has_one = second_factor.has_one(user)
    return reverse("admin:second_factor_code" if has_one else "admin:second_factor_setup")


def ask(request, form):
    """The page of the code, or of setting one up, with a packed form to carry along."""
    if second_factor.has_one(request.user):
        return _code_page(request, CodeForm(), form)
    return _setup_page(request, CodeForm(), second_factor.begin(request.user), form)


def code(request):
    """Asks for the code, then goes on to where a person wanted to go."""
    if second_factor.is_missing(request) and not second_factor.has_one(request.user):
        second_factor.look_again(request)  # it was forgotten in between
    if not second_factor.is_missing(request):
        return _go_on(request)
    if not second_factor.has_one(request.user):
        return HttpResponseRedirect(reverse("admin:second_factor_setup"))
    form = _form(request)
    if _is_good(request, form, second_factor.check):
        return _go_on(request)
    return _code_page(request, form)


def _form(request):
    return CodeForm(request.POST if CODE in request.POST else None)


def _is_good(request, form, check):
    """Whether a typed code is good for `check`; else the form says why not."""
    if not form.is_valid():
        return False
    answer = check(request, form.cleaned_data[CODE])
    if answer.wait_until:
        time = date_format(answer.wait_until, "H:i:s")
        text = _("After a wrong code the next one is looked at only after %(time)s.")
        form.add_error(CODE, text % {"time": time})
    elif not answer.device:
        text = _("This code is wrong or was used before. Wait for the next one that the app shows.")
        form.add_error(CODE, text)
    return bool(answer.device)


def _go_on(request):
    """To the page that was asked for, or back to the form that was typed before the sign-in."""
    form = request.POST.get("kept", "")
    typed = form and kept.unpack(request, form)
    return kept.offer(request, typed) if typed else HttpResponseRedirect(_then(request))


def _then(request):
    """The address (str) that a person wanted to go to, if it is one of ours."""
    return way_to(request, request.GET.get(REDIRECT_FIELD_NAME, ""))


def _code_page(request, form, typed=""):
    title = _("Sign-in code")
    return _page(request, "code", title, typed, form=form)


# Setting one up


def set_up(request):
    """A new key for the app on the phone, in use after its first code."""
    if second_factor.has_one(request.user) and not second_factor.is_given(request.user):
        return _to_the_code(request)
    form = _form(request)
    if _is_good(request, form, second_factor.confirm):
        return _recovery_page(request)
    device = second_factor.waiting(request.user).first() if form.is_bound else None
    return _setup_page(request, form, device or second_factor.begin(request.user))


def _to_the_code(request):
    """Only who has given a code of the old phone may put a new one in its place."""
    second_factor.look_again(request)
    return HttpResponseRedirect(_first_step(request))


def _setup_page(request, form, device, typed=""):
    key = b32encode(device.bin_key).decode()
    return _page(
        request,
        "setup",
        _("Set up the sign-in code"),
        typed,
        form=form,
        key=" ".join(key[n : n + 4] for n in range(0, len(key), 4)),
        picture=_picture(device.config_url),
    )


def _picture(text):
    """A QR code as SVG in the page: no file, no address, no style of its own."""
    code = segno.make(text, micro=False, error="m")
    return mark_safe(code.svg_inline(omitsize=True, light="#fff", lineclass=None, svgclass=None))


def _recovery_page(request):
    codes = second_factor.new_recovery_codes(request.user)
    title = _("Recovery codes")
    return _page(request, "recovery", title, codes=[f"{one[:4]} {one[4:]}" for one in codes])


# One's own


def own(request):
    """What a person has set up, new recovery codes, and the way back to the password alone."""
    user = request.user
    if not second_factor.has_one(user):
        return HttpResponseRedirect(reverse("admin:second_factor_setup"))
    if not second_factor.is_given(user):
        return _to_the_code(request)
    act = request.POST.get("act")
    if act == "codes":
        return _recovery_page(request)
    if act == "off" and not user.is_superuser:
        return _switch_off(request)
    left = second_factor.recovery_codes_left(user)
    return _page(request, "own", _("Sign-in code"), left=left)


def _switch_off(request):
    second_factor.forget(request.user)
    second_factor.look_again(request)
    messages.success(request, _("From now on the password alone is asked for."))
    return HttpResponseRedirect(reverse("admin:index"))


def _page(request, name, title, typed="", **words):
    """One of these pages (TemplateResponse) in the frame of the back office."""
    context = admin.site.each_context(request) | {
        "title": title,
        "kept": typed or request.POST.get("kept", ""),
        "then": _then(request),
        **words,
    }
    return TemplateResponse(request, f"registration/second_factor/{name}.html", context)
