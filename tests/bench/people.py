"""People of the back office who open the pages that are measured."""

from django.test import Client

from registry.models import User
from registry.reference import load_group

UNIT = "KZ-75"  # of a coordinator


def client_of(group):
    """The browser (Client) of a signed-in person of a group (name)."""
    user, is_new = User.objects.get_or_create(username=f"bench-{group}", is_staff=True)
    if is_new:
        load_group(group)
        user.groups.set(user.groups.model.objects.filter(name=group))
        user.units.set([UNIT] if group == "coordinators" else [])
    client = Client()
    client.force_login(user)
    return client
