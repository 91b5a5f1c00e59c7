"""Accounts that were locked after too many wrong passwords."""

from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network

from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib import admin
from django.db.models import Max, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def with_locks(people):
    """Users (queryset), each with `locked_at`: the last wrong password of a locked account."""
    return people.annotate(locked_at=Subquery(_last_tries(username=OuterRef("username"))[:1]))


def opens_at(username, **where):
    """When a locked account opens by itself (datetime), or None: it is not locked.

    Wrong passwords count by sender: a name may be locked for one and open for another.  `where`
    narrows to one sender (ip_address).
    """
    return until(_last_tries(username=username, **where).first())


def until(locked_at):
    """When an account that was locked at a time (datetime or None) opens by itself."""
    return locked_at and timezone.localtime(locked_at + get_cool_off())


def _last_tries(**where):
    """The last wrong password (datetime) by each sender that is locked out, newest first."""
    tries = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - get_cool_off(), **where)
    counted = tries.order_by().values("username", "ip_address")
    counted = counted.annotate(number=Sum("failures_since_start"), last=Max("attempt_time"))
    locked = counted.filter(number__gte=get_failure_limit(None, None))
    return locked.order_by("-last").values_list("last", flat=True)


def open_now(user):
    """Let a person try again at once."""
    reset(username=user.get_username())


def sender(request):
    """The address of the visitor (str): of a server in front only when it is ours."""
    name = "HTTP_X_REAL_IP" if settings.BEHIND_PROXY else "REMOTE_ADDR"
    address = request.META.get(name) or None
    return _net(address) if address and ":" in address else address


def _net(address):
    """The net (str, /64) of an address of IPv6: who has one has all 2^64 of it to guess from."""
    parsed = IPv6Address(address.partition("%")[0])  # the name of a card may follow
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, 64), strict=False).network_address)


def refuse(request, response, credentials):
    """The sign-in page that says when a locked account opens (status 429).

    It says the same of an account that does not exist.
    """
    username = (credentials or {}).get(settings.AXES_USERNAME_FORM_FIELD)
    opens = opens_at(username, ip_address=request.axes_ip_address)
    opens = opens or timezone.localtime() + timedelta(minutes=1)
    text = _(
        "Too many wrong passwords: the account is locked until %(time)s. A manager can open it now."
    )
    page = admin.site.ask_to_sign_in(
        request, refusal=text % {"time": date_format(opens, "TIME_FORMAT")}
    )
    page.status_code = settings.AXES_HTTP_RESPONSE_CODE
    return page.render()
