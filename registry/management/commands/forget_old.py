"""`manage.py forget_old`, for cron: what is kept for a while only goes."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from registry import forgetting
from registry.management.trouble import explain


class Command(BaseCommand):
    help = "Forgets uploaded files, sent forms, sessions and wrong passwords that had their time."

    def handle(self, verbosity, **options):
        try:
            done = forgetting.forget()
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        if verbosity:
            self.stdout.write("Forgotten: " + ", ".join(f"{n} {what}" for what, n in done.items()))
