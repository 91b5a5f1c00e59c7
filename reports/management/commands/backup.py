"""`manage.py backup [FOLDER]`: the whole database in one file, while others work (cron)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from registry.management.trouble import explain
from reports.backups import Trouble, keeping
from reports.management.progress import bar


class Command(BaseCommand):
    help = "Writes the database into one file with its checksum. What is interrupted leaves none."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", default=settings.BASE_DIR / "backups")
        parser.add_argument("--keep", type=int, help="leave only so many of the newest backups")

    def handle(self, folder, keep, verbosity, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep wants 1 or more.")
        try:
            with bar("step", verbosity) as step:
                path = keeping.make(folder, step, keep)
        except Error as error:
            raise CommandError(explain(error)) from None
        except (Trouble, OSError) as problem:
            raise CommandError(f"No backup was made. {problem}") from None
        self.stdout.write(f"{path}: {path.stat().st_size} bytes")
