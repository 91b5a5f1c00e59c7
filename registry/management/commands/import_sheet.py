"""`manage.py import_sheet`: a unit's past year from a sheet, by the same rules as the pages."""

import hashlib
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from registry import locks, sections
from registry.models import Region, ReportingYear, User
from registry.sheets import importing
from registry.sheets.answers import the_same_for_all
from registry.sheets.bounds import COMMAND
from registry.sheets.checking import check
from registry.sheets.intake import Intake

SHOWN = 200


class Command(BaseCommand):
    help = "Takes in a sheet of one section, unit and year that headquarters opened."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=".xlsx or .csv")
        parser.add_argument("--section", required=True, choices=list(sections.BY_KEY))
        parser.add_argument("--unit", required=True, help="code of the unit: KZ-10, REP")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--user", required=True, help="in whose name the records are written")
        parser.add_argument("--check", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--good", action="store_true", help="take the good rows, leave the rest"
        )
        parser.add_argument("--reason", default="", help="the answer to all warnings")

    def handle(self, file, section, unit, year, user, verbosity, **options):
        self.verbosity = verbosity
        intake = self._intake(section, unit, year, user)
        data = self._bytes(file)
        with transaction.atomic():
            locks.take_turn(unit)
            result = check(file.name, data, intake, COMMAND, self._bar("check"))
            self._tell(result)
            if options["check"]:
                return
            self._refuse(result, options)
            given = the_same_for_all(result, options["reason"])
            digest = hashlib.sha256(data).hexdigest()
            batch = importing.take_in(result, file.name, digest, given, self._bar("write"))
        told = f"added {batch.added}, updated {batch.updated}, unchanged {batch.unchanged}"
        self.stdout.write(f"import {batch}: {told}")

    def _intake(self, section, unit, year, name):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}.")
        if not ReportingYear.objects.filter(year=year).exists():
            raise CommandError(f"Headquarters have not opened the year {year}.")
        if not Region.objects.filter(pk=unit).exists() or not sections.BY_KEY[section].units(
            [unit]
        ):
            raise CommandError(f"The unit {unit} does not fill in this section.")
        try:
            intake = Intake(user, unit, year, section)
        except PermissionDenied:
            intake = None
        if intake is None or not Intake.is_allowed(user, section):
            raise CommandError(f"{name} may not take in records of {unit}.")
        return intake

    def _bytes(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error

    def _tell(self, result):
        """Everything that is to be said, as the pages say it."""
        for message in result.messages[: None if self.verbosity > 1 else SHOWN]:
            self.stderr.write(f"{message.number} {message}")
        left = len(result.messages) - SHOWN
        if left > 0 and self.verbosity < 2:
            self.stderr.write(f"... and {left} more: --verbosity 2 shows them.")
        self.stderr.write(f"rows {len(result.entries)}, good {len(result.good)}")

    def _refuse(self, result, options):
        if result.errors and not options["good"]:
            raise CommandError("Nothing was written: correct the errors, or use --good.")
        if not result.good:
            raise CommandError("Nothing was written: there is no good row.")
        if result.warnings and not options["reason"]:
            raise CommandError("Nothing was written: answer the warnings by --reason.")

    def _bar(self, label):
        """A progress bar over the rows, silent where nobody looks."""

        def over(rows):
            return tqdm(rows, desc=label, disable=None if self.verbosity else True, leave=False)

        return over
