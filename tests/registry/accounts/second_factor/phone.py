"""What a person does with a phone: sets a code up, reads one, types it into the page."""

import re

from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.registry.accounts.test_links import PASSWORD

OWN, CODE, SET_UP = (f"/admin/second-factor/{page}" for page in ("", "code/", "set-up/"))
LIST = "/admin/registry/event/"


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, then="/admin/", **more):
    data = {"username": user.username, "password": PASSWORD, "next": then}
    return client.post("/admin/login/", data | more)


def shown(user, after=0):
    """The code (str) that the app of a person shows, `after` so many steps of half a minute."""
    device = TOTPDevice.objects.filter(user=user).latest("pk")
    return f"{totp(device.bin_key, drift=after):06d}"


def wrong(code):
    return f"{(int(code) + 500_000) % 1_000_000:06d}"


def set_up(client, user):
    """Go through the page that sets a code up; gives the recovery codes (list of str)."""
    client.get(SET_UP)
    page = give(client, shown(user), SET_UP)
    return re.findall(r"<code>([\w ]+)</code>", said(page))


def has_one(user):
    """A person sets one up in another browser and signs out; gives the recovery codes."""
    client = Client()
    sign_in(client, user)
    codes = set_up(client, user)
    assert codes, "the code was not set up"
    client.post("/admin/logout/")
    return codes


def give(client, code, page=CODE, **more):
    return client.post(page, {"one_time_code": code} | more)


def is_in(client):
    return client.get(LIST).status_code == 200


def said(answer):
    return answer.content.decode()


def kept_in(page):
    """The packed form (str) that a page carries along."""
    found = re.search(r'name="kept" value="([^"]+)"', said(page))
    return found[1] if found else ""
