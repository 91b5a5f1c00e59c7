"""`manage.py rehearse_restore [FILE]`: prove that a backup can be restored (cron)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from registry.management.trouble import explain
from reports.backups import Trouble, files, keeping
from reports.management.progress import bar, told


class Command(BaseCommand):
    help = (
        "Restores a backup into a database that is thrown away and compares every figure of every "
        "release, every figure counted again from the records, and the rows of each table. One "
        "line; the exit code is 1 where something differs or the backup is too old."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            type=Path,
            nargs="?",
            default=settings.BASE_DIR / "backups",
            help="a backup, or a folder whose newest one is meant",
        )

        parser.add_argument(
            "--max-age", type=float, metavar="HOURS", help="an older backup is a failure"
        )

    def handle(self, path, verbosity, max_age, **options):
        try:
            file = files.newest(path) if path.is_dir() else path
            files.refuse_older(file, max_age)
            with bar("step", verbosity) as step:
                found = keeping.rehearse(file, step)
        except Error as error:
            raise CommandError(explain(error)) from None
        except (Trouble, OSError) as problem:
            raise CommandError(f"The rehearsal failed. {problem}") from None
        self.stdout.write(f"{file.name} can be restored: {told(found)}, each as it was.")
