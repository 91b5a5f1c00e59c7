"""`manage.py restore FILE`: make the database what it was in a backup."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from registry.management.trouble import explain
from reports import readiness
from reports.backups import Trouble, keeping
from reports.management.progress import bar, told


class Command(BaseCommand):
    help = "Fills the database from a backup: all of it, or nothing where that fails."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="also where the database is in use"
        )

    def handle(self, file, replace, verbosity, **options):
        try:
            with bar("step", verbosity) as step:
                found = keeping.restore(file, replace, step)
        except Error as error:
            raise CommandError(explain(error)) from None
        except (Trouble, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Restored: {told(found)}.")
        if readiness.unapplied():
            self.stdout.write("The backup is older than this portal: run `manage.py migrate`.")
