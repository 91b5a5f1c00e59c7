"""`manage.py rehearse_restore [FILE]`: prove that a backup can be restored (cron)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from reports.backups import Trouble, files, keeping
from reports.management.progress import bar, told
from reports.management.trouble import explain


class Command(BaseCommand):
    help = (
        "Restores a backup into a database that is thrown away and compares every figure of every "
        "release and the rows of each table. The exit code is 1 where something differs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            type=Path,
            nargs="?",
            default=settings.BASE_DIR / "backups",
            help="a backup, or a folder whose newest one is meant",
        )

    def handle(self, path, verbosity, **options):
        try:
            file = files.newest(path) if path.is_dir() else path
            with bar("step", verbosity) as step:
                kept = keeping.rehearse(file, step)
        except Error as error:
            raise CommandError(explain(error)) from None
        except (Trouble, OSError) as problem:
            raise CommandError(f"The rehearsal failed. {problem}") from None
        self.stdout.write(f"{file.name} can be restored: {told(kept)}, each as it was.")
