"""`manage.py publish_year 2023`: compute, freeze and publish the first release of a year."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from reports.management.trouble import explain
from reports.publishing import CannotPublish, publish_first


class Command(BaseCommand):
    help = "Computes, freezes and publishes the first release of a year."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)

    def handle(self, year, **options):
        try:
            release = publish_first(year)
        except CannotPublish as problem:
            raise CommandError(problem) from None
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        self.stdout.write(f"Published: {release}, {release.figures.count()} figures.")
