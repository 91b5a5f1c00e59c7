"""The people of the tests, always the same, so that a test needs one line to say who asks.

Aigul keeps the records of Abai, Bolat those of Astana; Dana has a group and no unit yet,
Erlan two units.  Marat reviews, Saule is an official, Timur has left, Root may do all.
"""

from django.contrib.auth.models import AnonymousUser

from tests.build import person


def aigul():
    return person("aigul", "coordinators", ["KZ-10"], is_staff=True)


def bolat():
    return person("bolat", "coordinators", ["KZ-71"], is_staff=True)


def dana():
    return person("dana", "coordinators", is_staff=True)


def erlan():
    return person("erlan", "coordinators", ["KZ-10", "KZ-63"], is_staff=True)


def marat():
    return person("marat", "reviewers", is_staff=True)


def saule():
    return person("saule", "officials", is_staff=True)


def timur():
    return person("timur", "reviewers", ["KZ-10"], is_staff=True, is_active=False)


def root():
    return person("root", is_staff=True, is_superuser=True)


def nobody():
    return AnonymousUser()
