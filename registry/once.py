"""A form that is sent twice does its work once: a double click, a cut line, a page sent again.

Each rendered form carries a token of its own.  Its write takes the token in its own transaction,
before anything else; whoever comes second waits for the first and is then told what that saved.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from registry.models import SentForm

FIELD = "form_token"  # the name of the hidden input
LETTERS = 32
KEPT = timedelta(days=2)  # longer than a session, and than a form that is carried through a sign-in


class SentAlready(Exception):
    """The form has done its work before.  The transaction must end without writing."""


def new():
    """A token (str) for a form that is rendered now."""
    return get_random_string(LETTERS)


def find(user, token):
    """The SentForm of a token (str) of this person, or None."""
    return SentForm.objects.filter(user=user, token=token).first() if _is_one(token) else None


def take(user, token, about=""):
    """Note, inside the write's transaction, that a form is saved.  Raises SentAlready.

    Gives the SentForm, whose `about` the caller may still fill, or None for a form without token.
    """
    if not _is_one(token):
        return None
    SentForm.objects.old(timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return SentForm.objects.create(user=user, token=token, about=about)
    except IntegrityError as error:
        raise SentAlready from error


def _is_one(token):
    return bool(token) and len(token) == LETTERS and token.isalnum()
