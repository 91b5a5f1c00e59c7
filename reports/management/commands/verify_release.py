"""`manage.py verify_release 2023`: count a published release again and compare every figure."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone, translation
from tqdm import tqdm

from registry.management.trouble import explain
from reports.models import Release
from reports.verifying import verify

KINDS = {"+": "added", "~": "changed", "-": "deleted"}


class Command(BaseCommand):
    help = (
        "Counts a published release again, compares every figure, and says which records moved "
        "what differs. The exit code is 1 where something differs."
    )

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("--number", type=int, help="the revision; the one in force if left out")

    def handle(self, year, number, verbosity, **options):
        try:
            with translation.override("en"):
                self.compare(self.release(year, number), hidden=verbosity == 0)
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(explain(error)) from None

    def release(self, year, number):
        """The published release that is meant.  Raises CommandError."""
        published = Release.objects.published().filter(year=year)
        found = (published.filter(number=number) if number else published).order_by("-number")
        if not found:
            raise CommandError(f"{year}{f' r{number}' if number else ''} is not published.")
        return found[0]

    def compare(self, release, hidden):
        with tqdm(disable=hidden or None, leave=False, unit="indicator") as bar:
            mismatches = verify(release, lambda done, total: _move(bar, done, total))
        for mismatch in mismatches:
            for line in told(mismatch):
                self.stdout.write(line)
        if mismatches:
            raise CommandError(
                f"{release}: {len(mismatches)} figures differ from what is published."
            )
        n = release.figures.count()
        self.stdout.write(f"{release}: {n} figures compared, each is what was published.")


def _move(bar, done, total):
    bar.total, bar.n = total, done
    bar.refresh()


def told(mismatch):
    """The lines (str) that tell of a Mismatch: the two values, then what moved it."""
    place = mismatch.region or "country"
    was, now = map(_value, (mismatch.published, mismatch.now))
    yield f"{mismatch.indicator} {place}: published {was}, now {now}"
    for reason in mismatch.reasons:
        yield f"    {reason}"
    if mismatch.changes:
        for change in mismatch.changes.found:
            yield from _told_of(change)
        if mismatch.changes.is_cut:
            yield "    and more records than can be listed"


def _value(figure):
    if figure is None:
        return "no such figure"
    return figure.status if figure.value is None else str(figure.value)


def _told_of(change):
    """A record: its kind, number and name, by how much it moved the figure, its changes."""
    record = change.record
    effect = "" if change.effect is None else f" ({change.effect:+})"
    yield f"    {record._meta.verbose_name} № {record.pk}, {record}{effect}"
    for version in change.versions:
        entry = version.entry
        moment = f"{timezone.localtime(entry.history_date):%Y-%m-%d %H:%M}"
        fields = "; ".join(f"{name}: {old} -> {new}" for name, old, new in version.fields)
        who = f" by {entry.history_user}" if entry.history_user else ""
        yield f"        {KINDS[version.kind]} {moment}{who}{f': {fields}' if fields else ''}"
