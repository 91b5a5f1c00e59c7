"""The one sheet of earlier years: indicator, unit or country, year, value, source, note."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from registry.admin.portal import YEARS
from registry.languages import CODES
from registry.sheets.columns import Cell, Choice, Count, column
from registry.sheets.intake import OTHERS, Intake
from registry.sheets.layout import NUMBER, Layout
from registry.sheets.messages import Message, Problem
from registry.sheets.values import choice, count
from reports.catalogue import BY_CODE, INDICATORS, PARTS
from reports.cells import refusal
from reports.earlier import keeping
from reports.earlier.checks import Past
from reports.models import ReportedValue

KEY = "reported"
COUNTRY = _("Whole country")
RIGHTS = ("reports.add_reportedvalue", "reports.change_reportedvalue")


@dataclass(frozen=True)
class Name(Choice):
    """An indicator: by its label, its code, or both as the list shows them."""

    def words(self, intake):
        return intake.words("indicators", self._pairs)

    def _pairs(self):
        for i in INDICATORS:
            yield f"{i.label} ({i.code})", i.code
        for language in CODES:
            with override(language):
                both = [[str(i.label), f"{i.label} ({i.code})", i.code] for i in INDICATORS]
            yield from ((word, words[2]) for words in both for word in words)


@dataclass(frozen=True)
class Whose(Cell):
    """A unit, or the whole country: that is written, because an empty cell may be forgotten."""

    empty = ""

    def read(self, value, intake):
        return intake.regions.get(choice(value, self.words(intake)))

    def show(self, value, intake):
        return self.words(intake).word(value.pk if value else None)

    def words(self, intake):
        return intake.words("whose", lambda: [*self._country(), *intake.names_of_regions()])

    def _country(self):
        yield str(COUNTRY), None
        for language in CODES:
            with override(language):
                yield str(COUNTRY), None


class Year(Count):
    """A year that has begun."""

    def read(self, value, intake):
        year = count(value)
        if year < YEARS["min_value"]:
            raise Problem("R23", v=year, year=YEARS["min_value"])
        if year > intake.today.year:
            raise Problem("R07", v=year)
        return year


def has_such_a_cell(entry, intake):
    """R24: the year has no such figure of this unit."""
    row = entry.record
    text = refusal(BY_CODE[row.indicator], row.region, row.year)
    if text:
        entry.say(Message("R24", said=text), "indicator")


def compare(entries, intake):
    """Say of the good rows (list of Entry) what does not agree with the others and the stored."""
    keys = {_key(entry.record): entry for entry in entries}
    values = keeping.stored({year for _code, _unit, year in keys})
    values |= {key: entry.record.value for key, entry in keys.items()}
    past = Past(values, intake.regions.values())
    for key, entry in keys.items():
        for one in (key, *_wholes(key, keys, values)):
            for failure in past.failed(one):
                entry.say(failure.message(), "value")


def _key(record):
    return record.indicator, record.region_id, record.year


def _wholes(key, keys, values):
    """The stored totals that a row is a part of, when the file does not hold them itself."""
    code, unit, year = key
    wholes = [(whole, unit, year) for whole, parts in PARTS.items() if code in parts]
    country = [(code, None, year)] if unit else []
    return [one for one in (*wholes, *country) if one in values and one not in keys]


REQUIRED = {"is_required": True, "is_needed": True}
REPORTED = Layout(
    key=KEY,
    section=KEY,
    model=ReportedValue,
    title=ReportedValue._meta.verbose_name_plural,
    columns=(
        column(ReportedValue, "indicator", Name(()), **REQUIRED),
        column(ReportedValue, "region", Whose(), **REQUIRED),
        column(ReportedValue, "year", Year()),
        column(ReportedValue, "value"),
        column(ReportedValue, "source"),
        column(ReportedValue, "note"),
    ),
    identity=("indicator", "region", "year"),
    leading=(NUMBER,),
    rule=has_such_a_cell,
    doubt=compare,
)


class ReportedIntake(Intake):
    """A file of earlier years: of all units and of many years, by those who keep such values."""

    pages = KEY

    def __init__(self, user, unit=None, year=None, section=KEY, today=None):
        if not self.is_allowed(user, section):
            raise PermissionDenied
        super().__init__(user, None, None, KEY, today)

    def _layouts(self):
        return [REPORTED]

    def _unit(self, unit):
        return None

    @classmethod
    def is_there(cls, user, unit, year, section):
        return user.has_perm("reports.view_reportedvalue")

    @classmethod
    def is_allowed(cls, user, section):
        return user.is_active and user.has_perms(RIGHTS)

    @property
    def about(self):
        return ""

    @property
    def stamp(self):
        return {"section": KEY, "unit": "-", "year": "-"}

    @property
    def file_name(self):
        return "reported-values"

    @property
    def _arguments(self):
        return ()

    def label_of(self, key):
        return capfirst(REPORTED.title) if key == KEY else super().label_of(key)

    def lock(self):
        return ""

    def records(self, layout):
        return ReportedValue.objects.select_related("region").order_by("pk")

    def own(self, record):
        """It is of the unit that its row names."""

    def written(self, batch):
        states = [state for row in batch.rows.all() for state in (row.before, row.after) if state]
        keeping.renew({state["fields"]["year"] for state in states})


def register():
    """Let the engine of the sheets know of it."""
    OTHERS[KEY] = ReportedIntake
