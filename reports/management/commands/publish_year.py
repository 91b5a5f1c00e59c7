"""`manage.py publish_year 2023`: publish the release of a year that two people have signed."""

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from registry.management.trouble import explain
from registry.models import User, is_demo
from reports import releasing
from reports.models import Release
from reports.publishing import Refused

EDITOR, APPROVER = "editor", "approver"


class Command(BaseCommand):
    help = (
        "Publishes the release of a year that one person proposed and another approved. "
        "In a demo registry it makes both acts itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)

    def handle(self, year, **options):
        try:
            with translation.override("en"):
                release = self.publish(year)
        except Refused as problem:
            raise CommandError(problem.messages[0]) from None
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        self.stdout.write(f"Published: {release}, {release.figures.count()} figures.")

    def publish(self, year):
        """The published Release of a year (int).  Raises Refused."""
        is_signed = Release.objects.waiting().filter(year=year).exists()
        if is_signed or not is_demo():
            return releasing.publish_signed(year)
        if Release.objects.published().filter(year=year).exists():
            raise Refused(f"{year} is published already. A correction makes the next revision.")
        self.stdout.write(f"Demo registry: proposed by {EDITOR}, approved by {APPROVER}.")
        try:
            return releasing.sign_for_demo(year, *signers())
        except PermissionDenied:
            raise Refused(f"{EDITOR} may not propose a release any more.") from None


def signers():
    """The two accounts of a demo that sign a release."""
    people = {user.username: user for user in User.objects.filter(username__in=[EDITOR, APPROVER])}
    if set(people) != {EDITOR, APPROVER}:
        raise Refused(f"This demo has no accounts {EDITOR} and {APPROVER} any more.")
    return people[EDITOR], people[APPROVER]
