"""Nothing typed is lost when a session ends.

A form that comes in without a session is answered by the sign-in page, which carries it along,
signed.  After the same person has signed in, one button sends it again.  The server keeps nothing.
"""

from django.contrib import admin
from django.core import signing
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

COOKIE = "last-person"
SALT = "registry.accounts.kept"
DAY = 24 * 60 * 60
LARGEST = 500_000  # characters of a form; with a file it would be too large to send twice
OLD_TOKEN = "CSRF token from"  # how Django begins what it says of a token that does not fit
NEVER = {"csrfmiddlewaretoken", "password", "old_password", "new_password1", "new_password2"}
NEVER |= {"one_time_code"}


def remember(request, response):
    """Note in a signed cookie who signed in, to know whose form comes after the session."""
    response.set_signed_cookie(
        COOKIE,
        request.user.pk,
        salt=SALT,
        max_age=2 * DAY,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
        path="/admin/",
    )
    return response


def pack(request):
    """The form that came in (str), or "" when nobody's session has ended here."""
    person = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=2 * DAY)
    form = typed(request.POST)
    if not (person and form) or len(form) > LARGEST:
        return ""
    kept = {"person": str(person), "path": request.get_full_path(), "form": form}
    return signing.dumps(kept | {"files": bool(request.FILES)}, salt=SALT, compress=True)


def typed(post):
    """A posted form without tokens and passwords, as a query string."""
    form = post.copy()
    for name in NEVER & set(form):
        del form[name]
    return form.urlencode()


def fields(form):
    """The (name, text) of each field of a form (query string), in their order."""
    return [(name, text) for name, texts in QueryDict(form).lists() for text in texts]


def unpack(request, text):
    """What `pack` kept (dict), if it is whole, of today, and of the person who is signed in."""
    try:
        kept = signing.loads(text, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    return kept if kept["person"] == str(request.user.pk) else None


def offer(request, kept, reason=""):
    """The page with the one button that sends a kept form (dict) again; `reason` says why."""
    context = admin.site.each_context(request) | {
        "title": _("What you typed is kept"),
        "path": kept["path"],
        "fields": fields(kept["form"]),
        "has_files": kept["files"],
        "reason": reason,
    }
    return TemplateResponse(request, "registration/kept.html", context)


def refuse_token(request, reason=""):
    """A form of a page that is older than the sign-in: offered again, if it is surely our own.

    A browser names the sender of a form in its header Origin, which Django has compared with
    this site before it looks at the token.
    """
    is_ours = "HTTP_ORIGIN" in request.META and reason.startswith(OLD_TOKEN)
    if not (is_ours and request.user.is_authenticated):
        return csrf_failure(request, reason)
    return offer_again(request).render()


def offer_again(request, reason=""):
    """The same page for the form that has just come in."""
    kept = {"path": request.get_full_path(), "form": typed(request.POST)}
    return offer(request, kept | {"files": bool(request.FILES)}, reason)
