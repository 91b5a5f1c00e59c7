"""`manage.py publish_due`: publish what two people have signed and whose hour has come (cron)."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from registry.management.trouble import explain
from reports import releasing


class Command(BaseCommand):
    help = "Publishes the releases whose hour has come. Run it every few minutes."

    def handle(self, **options):
        try:
            with translation.override("en"):
                done = list(releasing.publish_due())
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        for release, problem in done:
            if not problem:
                self.stdout.write(f"Published: {release}")
        kept = [f"{release}: {problem}" for release, problem in done if problem]
        if kept:
            raise CommandError("Not published. " + " ".join(kept))
