"""What an import says to people: one code a reason, the same words wherever it is said.

F = the file, R = a row (both stop the import), W = a warning (wants a reason), N = a note.
"""

from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

TEXTS = {
    "F01": _("No file chosen. Choose your filled-in template."),
    "F02": _("This is not an .xlsx file ({v}). In Excel use Save As → Excel Workbook (.xlsx)."),
    "F03": _("The file is {v} MB; the limit is {max} MB. Split it by month."),
    "F04": _("The file has no filled rows."),
    "F05": _("The file is password-protected. Remove the password and upload again."),
    "F06": _("This is an old template ({v}). Download the new one ({cur}) and copy your rows."),
    "F07": _("Column “{header}” is missing. Restore the heading from the template."),
    "F08": _("Unknown column “{header}”. It is not read. Delete it if not needed."),
    "F09": _("This template belongs to another unit: {v}. Download your own."),
    "F10": _("The file holds macros. Save it as an Excel Workbook (.xlsx) without macros."),
    "F11": _("The file is damaged and cannot be read. Open it in Excel and save it again."),
    "F12": _("The file has more than {max} rows. Split it by month."),
    "F13": _("The sheet has more than {max} columns. Delete the columns that are not needed."),
    "F14": _("The file holds too much. Copy your rows into a new template."),
    "F15": _(
        "After row {n} come more than {max} empty rows, and then others. Delete the empty rows."
    ),
    "F16": _(
        "The letters of this file cannot be read. In Excel use Save As → Excel Workbook (.xlsx)."
    ),
    "F17": _("The headings of the section “{section}” are not in the file. Use its template."),
    "F18": _("This template is for {v}. Download the one for {cur}."),
    "F19": _("Row {n}: a quotation mark is opened and not closed. Correct it and upload again."),
    "F20": _("The heading “{header}” stands in two columns. Delete one of them."),
    "F21": _("The sheet “{sheet}” has no known headings. It is not read."),
    "F22": _(
        "Rows above the headings are not read: {n}. "
        "If they are records, move them below the headings."
    ),
    "R01": _("Empty. Enter a value."),
    "R02": _("“{v}” is not a number. Use digits, for example 50."),
    "R03": _(
        "“{v}” is not a whole number. If it is in thousands, write it in full, for example 252500."
    ),
    "R03 two": _("“{v}” may mean {a} or {b}. Write it in full without a point or a comma."),
    "R04": _("“{v}” is negative. Enter 0 or more."),
    "R05": _("“{v}” is not a date we can read. Use DD.MM.YYYY, for example 24.10.2026."),
    "R06": _(
        "{v} is outside the reporting year ({year}). "
        "Correct the date or move the row to that year's file."
    ),
    "R07": _("{v} is in the future. Check the year."),
    "R08": _("“{v}” is not in the list. Did you mean “{hint}”? Choose from the list."),
    "R08 far": _("“{v}” is not in the list. Choose from the list."),
    "R09": _("“{v}” is not your region. This file is only for: {own}."),
    "R10": _(
        "“{v}” is not in the registry. Did you mean “{hint}”? "
        "If it is new, add it on sheet “{sheet}” first."
    ),
    "R10 far": _("“{v}” is not in the registry. If it is new, add it on sheet “{sheet}” first."),
    "R11": _("Same as row {m} ({what}). Delete one of them."),
    "R12": _(
        "This record already exists: No. {id}. To update it, put the number in the “№” column."
    ),
    "R13": _("Too long: {m} characters, the limit is {max}. Shorten it."),
    "R14": _("The parts add up to {parts}, the total says {total}. Correct one of them."),
    "R15": _("The cell has an Excel error: {v}. Fix the formula or type the value."),
    "R16": _("{year} was accepted on {date}. To change it, ask for a correction."),
    "R17": _("The formula has no value. Open the file in Excel and save it, or type the value."),
    "R18": _(
        "“{v}”: some letters were lost when the file was saved. "
        "In Excel use Save As → Excel Workbook (.xlsx)."
    ),
    "R19": _("“{v}” is too large. The limit is {max}."),
    "R20": _("There is no record No. {v} of yours in this section. For a new one leave “№” empty."),
    "R21": _(
        "“{v}” stands for several records: {which}. Write the number of yours, for example № {id}."
    ),
    "R22": _("“{v}” is already taken. Check it, or ask the Secretariat."),
    "R23": _("“{v}”: dates before {year} are not kept. Check the year."),
    "R24": _("The rules of the registry do not allow this."),
    "W01": _("Last year {a}, this year {b} ({p}). If correct, give the reason."),
    "W02": _("{v} participants in one event is more than usual (regional mean {avg}). Check it."),
    "W03": _(
        "Looks like record No. {id} ({date}, “{title}”). If it is the same event, delete the row."
    ),
    "W06": _("Same as row {m}. If these are two records, give the reason."),
    "N01": _("Corrected automatically: “{old}” → “{new}”."),
    "N02": _("Empty rows skipped: {n}."),
    "N04": _("The parts add up to {parts}, the total says {total}."),
    "N05": _("The units add up to {parts}, the country says {total}."),
    "N06": _("{before} year: {a}, {year} year: {b} ({p})."),
    "N07": _("{a} is more than the whole, {b} ({whole})."),
}
IN_CELL = _("Sheet “{sheet}”, row {n}, column {column} ({header}):")
IN_ROW = _("Sheet “{sheet}”, row {n}:")
AMOUNTS = {"a", "b", "avg", "parts", "total", "max"}
LONGEST = 80  # letters of a cell that a message repeats


@dataclass(frozen=True)
class Place:
    """Where something stands, as Excel shows it: sheet, row number, letter and printed header."""

    sheet: str
    row: int
    column: str = ""
    header: str = ""

    def __str__(self):
        text = IN_CELL if self.column else IN_ROW
        return str(text).format(
            sheet=self.sheet, n=self.row, column=self.column, header=self.header
        )


@dataclass(frozen=True)
class Message:
    """One thing to say: a code, the values in its text, and a place, if it has one.

    `said` is a text that comes from elsewhere with the same meaning (the lock, a model's rule).
    """

    code: str
    values: dict = field(default_factory=dict)
    place: Place | None = None
    said: str = ""

    @property
    def kind(self):
        """F, R, W or N."""
        return self.code[0]

    @property
    def number(self):
        """The code as people see it: R03, whichever of its texts."""
        return self.code[:3]

    @property
    def stops(self):
        """Whether nothing can be taken in while this stands."""
        return self.kind in "FR" and self.code not in NOT_READ

    @property
    def reason(self):
        """The reason and what to do, without the place."""
        shown = {name: _shown(value, self._is_amount(name)) for name, value in self.values.items()}
        return str(self.said or str(TEXTS[self.code]).format(**shown))

    def _is_amount(self, name):
        """Whether a value is of how many, and no year and no number of a record."""
        return name in AMOUNTS or (self.code, name) == ("W02", "v")

    def __str__(self):
        return f"{self.place} {self.reason}" if self.place else self.reason

    def at(self, place):
        """The same about a place."""
        return Message(self.code, self.values, place, self.said)


DISAGREE = {"N04", "N05", "N06", "N07"}  # kept with the value
# What is said of a file that can be read all the same
NOT_READ = {"F08", "F21", "F22"}


class Problem(ValueError):
    """A cell that cannot be taken, with the message (without its place)."""

    def __init__(self, code, said="", **values):
        self.message = Message(code, values, said=said)
        super().__init__(code)


class Refused(Problem):
    """A file that cannot be read at all."""


def _shown(value, is_amount):
    if isinstance(value, float):
        return number_format(value, 1)
    if is_amount and type(value) is int:
        return number_format(value, force_grouping=True)
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
