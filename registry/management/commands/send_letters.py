"""`manage.py send_letters`, for cron: ends of corrections are told, failed letters sent again."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from registry import letters
from registry.management.trouble import explain
from registry.models import Letter


class Command(BaseCommand):
    help = "Tells of corrections that are over, and sends again the letters that did not leave."

    def handle(self, verbosity, **options):
        try:
            waiting = letters.again(Letter.objects.not_sent())
            told = letters.ended()
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        if verbosity:
            self.stdout.write(f"corrections that are over: {told}; letters sent again: {waiting}")
