"""What readers are given, read back: the page, the Excel file, JSON and CSV, beside the figures.

The files are made and read as a reader's program would: a fault of a template or of a file format
is found before it is published.
"""

import csv
import json
import re
from copy import copy
from html.parser import HTMLParser
from io import BytesIO, StringIO

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from openpyxl import load_workbook

from registry.languages import CODES
from reports import feeds, workbook
from reports.workbook import cells

SYMBOLS = {cells.NO_DATA, cells.NOT_APPLICABLE, "–"}
_LINK = re.compile(r"/(?:indicators|\d{4}/r\d+)/([a-z]+\.[a-z_]+)/")


def disagreements(summary):
    """[(where, code, what stands there, value)] of the country's figures of a full Summary.

    `where` is page.kk, excel.ru, json, csv; what stands there is an int, or None for no number.
    """
    # A candidate has no moment yet, and every file carries one.
    summary = copy(summary)
    summary.release = copy(summary.release)
    summary.release.published_at = summary.release.published_at or timezone.now()
    told = {line.code: line.value for line in summary.country}
    return [
        (where, code, there.get(code), value)
        for where, there in _everything(summary)
        for code, value in told.items()
        if there.get(code, "") != value
    ]


def _everything(summary):
    """(where, {code: int or None}) of each thing that readers are given."""
    for language in CODES:
        with translation.override(language):
            yield f"page.{language}", _page(summary)
            yield f"excel.{language}", _excel(summary, language)
    yield "json", _json(summary)
    yield "csv", _csv(summary)


class _Reader(HttpRequest):
    """Whoever reads the page: its addresses do not matter here."""

    def get_host(self):
        return "localhost"


def _page(summary):
    """The figures that the page of the year shows in the active language."""
    request = _Reader()
    request.path = f"/{translation.get_language()}/{summary.year}/"
    context = {"release": summary.release, "summary": summary, "number": None, "section": "year"}
    rows = _Rows()
    rows.feed(render_to_string("reports/year.html", context, request))
    return {code: _number(text) for code, text in rows.found.items()}


class _Rows(HTMLParser):
    """Of each row of a table: the indicator that it leads to, and its first number."""

    def __init__(self):
        super().__init__()
        self.found, self.code, self.is_number = {}, None, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "tr":
            self.code = None
        elif tag == "a" and self.code is None and (link := _LINK.search(attrs.get("href") or "")):
            self.code = link[1]
        elif tag == "td":
            is_first = self.code and self.code not in self.found
            self.is_number = bool(is_first and attrs.get("class") == "n")
            if self.is_number:
                self.found[self.code] = ""
        elif tag == "span":
            self.is_number = False

    def handle_endtag(self, tag):
        self.is_number = self.is_number and tag != "td"

    def handle_data(self, data):
        if self.is_number:
            self.found[self.code] += data


def _number(text):
    """A number as a page writes it (int); None for a symbol, the text itself for anything else."""
    bare = re.sub(r"[\s,]", "", text)
    if bare in {"", *SYMBOLS}:
        return None
    return int(bare) if bare.isdecimal() else text


def _excel(summary, language):
    """The first number after each code in the workbook."""
    book = load_workbook(BytesIO(workbook.build(summary, language)), read_only=True)
    codes, found = {line.code for line in summary.country}, {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            code = next((cell for cell in row if cell in codes), None)
            if code and code not in found:
                found[code] = _value(row[row.index(code) + 1 :])
    return found


def _value(row):
    """The first number of a row (int), None for a symbol."""
    shown = (cell for cell in row if isinstance(cell, int | float) or cell in SYMBOLS)
    value = next(shown, "")
    return None if value in SYMBOLS else value


def _json(summary):
    figures = json.loads(feeds.json_file(summary))["figures"]
    return {f["indicator"]: f["value"] for f in figures if f["place"] == "country"}


def _csv(summary):
    rows = csv.DictReader(StringIO(feeds.csv_file(summary).decode("utf-8-sig")))
    country = {row["indicator"]: row["value"] for row in rows if row["place"] == "country"}
    return {code: int(value) if value else None for code, value in country.items()}
