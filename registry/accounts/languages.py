"""Which language the back office speaks to whom."""

from urllib.parse import parse_qs, urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME

from registry.languages import CODES


def asked_for(request):
    """The language (code, or None) that an address asks for, or the page that it leads to.

    Who comes from a page of the portal has it in that address, behind the sign-in.
    """
    then = _query_of(request.GET.get(REDIRECT_FIELD_NAME, ""))
    asked = (request.GET.get("lang"), *parse_qs(then).get("lang", []))
    return next((language for language in asked if language in CODES), None)


def _query_of(address):
    """The query of an address that a visitor typed; of one that is none, nothing."""
    try:
        return urlsplit(address).query
    except ValueError:
        return ""


def speak(user, language):
    """Keep the language (code) that a person chose; anything else changes nothing."""
    if language in CODES:
        user.language = language
        user.save(update_fields=["language"])
