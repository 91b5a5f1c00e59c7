"""`manage.py forget_second_factor`: for who has lost the phone and the recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from registry.accounts import second_factor
from registry.models import User


class Command(BaseCommand):
    help = "Takes the second factor of an account away: make sure first who is asking for it."

    def add_arguments(self, parser):
        parser.add_argument("username", help="the name that the person signs in with")

    def handle(self, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username}.")
        if not second_factor.forget(user):
            raise CommandError(f"The account {username} has no second factor.")
        then = "sets up a new one at the next sign-in" if user.is_superuser else "needs none now"
        self.stdout.write(f"The second factor of {username} is forgotten: the account {then}.")
