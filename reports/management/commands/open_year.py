"""`manage.py open_year 2026 ...`: open a year for reporting, as the page of the releases does."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from registry.management.trouble import explain
from registry.models import ReportingYear, User
from reports import releasing
from reports.desk.releases import YearForm

DAYS = ("opens_on", "due_on", "release_on")


class Command(BaseCommand):
    help = "Opens a year: the returns of all units are made. Days are written 2026-01-31."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("opens_on", help="units may begin to report")
        parser.add_argument("due_on", help="their returns are due")
        parser.add_argument("release_on", nargs="?", default="", help="the planned release")
        parser.add_argument("--by", required=True, help="the account of who opens it")

    def handle(self, year, by, **options):
        try:
            with translation.override("en"):
                self.open(year, by, {name: options[name] for name in DAYS})
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        self.stdout.write(f"{year} is open for reporting.")

    def open(self, year, by, days):
        """Raises CommandError."""
        if ReportingYear.objects.filter(pk=year).exists():
            raise CommandError(f"{year} is open already; its days are changed in the back office.")
        form = YearForm({"year": year} | days)
        if not form.is_valid():
            told = [f"{name}: {errors[0]}" for name, errors in form.errors.items()]
            raise CommandError(" ".join(told))
        person = User.objects.filter(username=by, is_active=True).first()
        try:
            releasing.open_year(form.instance, person or AnonymousUser())
        except PermissionDenied:
            raise CommandError(f"{by} may not open a year.") from None
