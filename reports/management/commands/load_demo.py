"""`manage.py load_demo`: an invented registry for 2021 to 2024, its accounts and releases."""

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, transaction
from django.utils.timezone import make_aware
from tqdm import tqdm

from registry import demo
from registry.demo.accounts import make_accounts
from registry.management.trouble import explain
from registry.models import ReportingYear
from reports import demo_year
from reports.management.commands.publish_year import signers
from reports.models import Release, ReportedValue
from reports.releasing import sign_for_demo

SEED = 2023
PUBLISHED = (2021, 2022, 2023)
# What nobody counts from records: indicator, first year, value
PARLIAMENT = (
    ("parliament.senators", 2022, 5),
    ("parliament.group_deputies", 2023, 30),
    ("parliament.group_senate", 2023, 10),
    ("parliament.group_majilis", 2023, 20),
)

SOURCE = "Қазақстан Республикасының Парламенті"


class Command(BaseCommand):
    help = "Fills an empty database with an invented registry, accounts and published releases."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=SEED, help="same seed, same records")
        parser.add_argument(
            "--untouched", action="store_true", help="nobody has begun with the open year"
        )
        parser.add_argument("--password", help="one password for all accounts; else random ones")

    def handle(self, seed, password, untouched, verbosity, **options):
        try:
            with transaction.atomic(), _bar(hidden=verbosity == 0) as progress:
                accounts = self._load(seed, password, progress)
                if not untouched:
                    progress("open year", 0, 1)
                    demo_year.begin(seed)
        except demo.NotEmpty as problem:
            raise CommandError(
                f"The database is in use ({problem}); the demo wants an empty one."
            ) from None
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None
        if verbosity:
            for name, word in accounts.items():
                self.stdout.write(f"{name:20} {word}")

    def _load(self, seed, password, progress):
        for model in (Release, ReportedValue):
            if model.objects.exists():
                raise demo.NotEmpty(model._meta.label)
        demo.load(seed, progress)
        accounts = make_accounts(password)
        ReportedValue.objects.bulk_create(_parliament())
        for step, year in enumerate(PUBLISHED, 1):
            progress("releases", step, len(PUBLISHED))
            sign_for_demo(year, *signers(), at=_planned(year))
        return accounts


def _planned(year):
    """The moment (datetime) at which the calendar plans the release: the same at every load."""
    day = ReportingYear.objects.get(pk=year).release_on
    return make_aware(datetime.combine(day, time(10)))


def _parliament():
    for indicator, first, value in PARLIAMENT:
        for year in range(first, 2025):
            yield ReportedValue(indicator=indicator, year=year, value=value, source=SOURCE)


class _bar:
    """A progress bar that takes (label, done, total)."""

    def __init__(self, hidden):
        self.bar = tqdm(
            disable=hidden or None, leave=False, bar_format="{desc:24} {percentage:3.0f}%|{bar}|"
        )

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.bar.close()

    def __call__(self, label, done, total):
        self.bar.set_description(label, refresh=False)
        self.bar.total, self.bar.n = total, done
        self.bar.refresh()
