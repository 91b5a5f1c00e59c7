"""Accounts of the demo: one for each role and unit."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from registry.demo.targets import YEARS
from registry.models import Region, User

ROLES = {
    "reviewer": "reviewers",
    "reviewer2": "reviewers",
    "editor": "editors",
    "approver": "approvers",
    "manager": "managers",
    "official": "officials",
}
ADMIN = "admin"


@transaction.atomic
def make_accounts(password=None):
    """Make an account for each unit's coordinator and each role: {user name: password}.

    All get the password (str); without one, each gets a random one of their own.
    """
    units = {f"coordinator-{unit.code.lower()}": unit for unit in _units()}
    names = [*units, *ROLES, ADMIN]
    passwords = {name: password or secrets.token_urlsafe(15) for name in names}
    hashes = _hashes(passwords)
    users = User.objects.bulk_create(_user(name, hashes[passwords[name]]) for name in names)
    _appoint({user.username: user for user in users}, units)
    return passwords


def give_addresses():
    """Give those without an e-mail address one that leads nowhere: their letters are kept."""
    address = Concat("username", Value("@example.org"))
    User.objects.filter(email="").update(email=address)


def _units():
    return Region.objects.units_of(YEARS[-1])


def _hashes(passwords):
    """Each different password hashed once; hashing leaves Python's lock, so threads help."""
    different = list(dict.fromkeys(passwords.values()))
    with ThreadPoolExecutor() as threads:
        return dict(zip(different, threads.map(make_password, different), strict=True))


def _user(name, password):
    return User(username=name, password=password, is_staff=True, is_superuser=name == ADMIN)


def _appoint(users, units):
    """Put the users into their groups and give the coordinators their units."""
    coordinators = Group.objects.get(name="coordinators")
    for name, unit in units.items():
        users[name].groups.add(coordinators)
        users[name].units.add(unit)
    for name, group in ROLES.items():
        users[name].groups.add(Group.objects.get(name=group))
