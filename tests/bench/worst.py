"""Files that ask for as much work as the bounds allow, each refused or read whole.

FILES gives {what it is: function that makes (name, bytes)}.
"""

import contextlib
import sys
import time
from pathlib import Path

from registry.sheets.bounds import PAGE
from tests.registry.sheets import packages as p

LAST = 1_048_576  # the last row that Excel knows


def _xlsx(*sheets, **options):
    return "a.xlsx", p.workbook(*sheets, **options)


def _rows(number, cell):
    return "".join(f"<row>{cell * number}</row>" for _row in range(PAGE.cells // number))


def full_of_texts():
    return _xlsx(_rows(100, f"<c t='inlineStr'><is><t>{'ұ' * 60}</t></is></c>"))


def full_of_dates():
    return _xlsx(_rows(20, "<c s='1'><v>45000.5</v></c>"))


def full_of_numbers():
    return _xlsx(_rows(100, "<c><v>123456789.25</v></c>"))


def many_shared_texts():
    return _xlsx(p.HEADER, strings="<si><t>ұ</t></si>" * (PAGE.tags // 4))


def long_shared_texts():
    return _xlsx(p.HEADER, strings=f"<si><t>{'ұ' * 4_000}</t></si>" * 2_000)


def a_row_at_the_end():
    return _xlsx(p.HEADER + p.row(LAST, p.cell(f"A{LAST}", 1)))


def formatted_to_the_end():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 600_000))
    return _xlsx(p.HEADER + rows)


def many_empty_cells():
    return _xlsx(p.HEADER + ("<row>" + "<c/>" * 9_000 + "</row>") * 100)


def many_styles():
    return _xlsx(p.HEADER, styles="<cellXfs>" + "<xf numFmtId='14'/>" * 190_000 + "</cellXfs>")


def many_parts():
    files = p.parts(p.HEADER) | {f"x/{n}.xml": "<a/>" * 400 for n in range(PAGE.parts - 10)}
    return "a.xlsx", p.packed(files)


def unpacked_zeros():
    return "a.xlsx", p.packed(p.parts(p.HEADER) | {"xl/media/a.png": bytes(PAGE.part)})


def laughs():
    files = p.parts(p.HEADER)
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12)]
    doctype = f"<!DOCTYPE x [{''.join(names)}]>"
    files["xl/worksheets/sheet1.xml"] = doctype + files["xl/worksheets/sheet1.xml"]
    return "a.xlsx", p.packed(files)


def long_comments():
    return _xlsx(p.HEADER + f"<row><!--{'>' * 4_000_000}--></row>" * 14)


def values_of_a_document_type():
    files = p.parts(p.HEADER, styles="<cellXfs>" + "<xf/>" * 190_000 + "</cellXfs>")
    doctype = f"<!DOCTYPE x [<!ATTLIST xf a CDATA '{'a' * 500_000}'>]>"
    files["xl/styles.xml"] = doctype + files["xl/styles.xml"]
    return "a.xlsx", p.packed(files)


def wide_csv():
    return "a.csv", (";".join(["ұзын мәтін"] * 100) + "\r\n").encode() * (PAGE.cells // 100)


def long_csv():
    return "a.csv", ("ұ" * 240 + "\r\n").encode() * PAGE.rows


def quoted_csv():
    return "a.csv", (b'"' + b'""' * 100_000 + b'"\r\n') * 49


FILES = {
    name.replace("_", " "): make
    for name, make in list(globals().items())
    if callable(make) and not name.startswith("_") and make.__module__ == __name__
}


def _read(path):
    """Print the milliseconds of the processor and the MB of this process that reading takes."""
    from registry.sheets.messages import Refused
    from registry.sheets.reader import read

    path = Path(path)
    start = time.process_time()
    with contextlib.suppress(Refused):
        read(path.name, path.read_bytes())
    spent = (time.process_time() - start) * 1000
    print(round(spent, 1), _peak())


def _peak():
    """The most memory (MB) that this process has had; getrusage tells that of its parent, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    from tests.bench.child import boot

    boot()
    _read(sys.argv[1])
