"""The second factor: a code of an app on the phone, or one of ten recovery codes.

django-otp keeps the devices, looks at codes, refuses one that was used, and slows guessing down.
Here stands who is asked.  Nothing of a code or a key is ever written to the log.
"""

from dataclasses import dataclass
from datetime import datetime

import django_otp
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from registry.logbook import tell

FREE = "has no second factor"  # in a session: true of who need not be asked
RECOVERY_CODES = 10
DIGITS = 6  # of a code of the app
SALT = "registry.accounts.second_factor"


@dataclass(frozen=True)
class Answer:
    """What came of a code: the device that it is good for, or until when no other is looked at."""

    device: TOTPDevice | StaticDevice | None = None
    wait_until: datetime | None = None


# Who is asked


def is_missing(request):
    """Whether a person must give a code before they read a page of the back office.

    It asks the database once a session, and only about people who are no superusers.
    """
    user = request.user
    if not (settings.SECOND_FACTOR and user.is_authenticated) or is_given(user):
        return False
    return user.is_superuser or not _is_free(request)


def is_given(user):
    """Whether this session has given a code; django-otp's middleware knows."""
    return getattr(user, "otp_device", None) is not None


def _is_free(request):
    if FREE not in request.session:
        look_again(request)
    return request.session[FREE]


def look_again(request):
    """Ask anew whether a person has a device: it may have come or gone in another session."""
    request.session[FREE] = not has_one(request.user)


def has_one(user):
    return django_otp.user_has_device(user)


def with_factors(people):
    """Users (queryset), each with `has_factor`."""
    confirmed = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    return people.annotate(has_factor=Exists(confirmed))


# A code


def check(request, code):
    """What comes of a code at sign-in (Answer): six digits are the app's, all else is recovery."""
    user = request.user
    of_app = len(code) == DIGITS and code.isdecimal()
    devices = (TOTPDevice if of_app else StaticDevice).objects
    device = devices.devices_for_user(user, confirmed=True).first()
    answer = _verify(user, device, code if of_app else _sealed(user, code)) if device else Answer()
    if answer.device:
        _let_in(request, answer.device)
        tell("second factor given", recovery=not of_app)
    else:
        tell("second factor failed", recovery=not of_app, waits=bool(answer.wait_until))
    return answer


def _verify(user, device, token):
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return Answer(wait_until=timezone.localtime(why["locked_until"]))
    return Answer(django_otp.verify_token(user, device.persistent_id, token))


def _let_in(request, device):
    """From here on the session is worth more: it gets a new key."""
    request.session.cycle_key()
    request.session[FREE] = False
    django_otp.login(request, device)


# Setting one up


def begin(user):
    """A new key (device) that is not in use yet; one that was shown before is good no more."""
    waiting(user).delete()
    return TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def waiting(user):
    return TOTPDevice.objects.devices_for_user(user, confirmed=False)


def confirm(request, code):
    """What comes of the first code of a new key (Answer); a good one puts it in use."""
    device = waiting(request.user).first()
    answer = _verify(request.user, device, code) if device else Answer()
    if answer.device:
        _take_into_use(answer.device)
        _let_in(request, answer.device)
        tell("second factor set up")
    return answer


@transaction.atomic
def _take_into_use(device):
    """One phone a person: the key of the one before is good no more."""
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])


@transaction.atomic
def new_recovery_codes(user):
    """Ten new codes (list of str) in place of the old ones.  Only their seals are kept."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _one in range(RECOVERY_CODES)]
    device.token_set.bulk_create(
        StaticToken(device=device, token=_sealed(user, code)) for code in codes
    )
    return codes


def recovery_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


def _sealed(user, code):
    """What is kept of a recovery code (16 characters): useless without the server's SECRET_KEY."""
    return salted_hmac(SALT, f"{user.pk} {code}", algorithm="sha256").hexdigest()[:16]


# Forgetting it


@transaction.atomic
def forget(user):
    """Take all devices of a person away; gives whether there was one in use."""
    had_one = has_one(user)
    for devices in (TOTPDevice.objects, StaticDevice.objects):
        devices.filter(user=user).delete()
    if had_one:
        tell("second factor forgotten", person=user.pk)
    return had_one
