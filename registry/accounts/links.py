"""One-time links that set a password: shown to a manager to copy, or sent by e-mail."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from registry.letters import deliver, in_background

FILES = "django.core.mail.backends.filebased.EmailBackend"


def make(request, user):
    """The full address (str) where a person sets a password, once, in their own language."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    page = reverse("password_reset_confirm", args=[uid, token])
    page = f"{page}?lang={user.speaks}"
    return f"{settings.LINK_ROOT}{page}" if settings.LINK_ROOT else request.build_absolute_uri(page)


def valid_until():
    """The last moment (datetime) of a link that is made now."""
    return timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def is_mailed():
    """Whether letters leave this machine; without a mail server they are files in mail/."""
    return settings.EMAIL_BACKEND != FILES


def send(request, user):
    """Send a person a link by e-mail, in their language.

    In a thread of its own: the time of the answer must not tell whether an account exists.
    """
    with translation.override(user.speaks):
        context = {"user": user, "link": make(request, user), "until": valid_until()}
        text = render_to_string("registration/one_time_link.txt", context)
        letter = EmailMessage(_("Your password for the portal"), text, to=[user.email])
    in_background(list, deliver([letter]))
