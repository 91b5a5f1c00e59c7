"""Workbooks that other programs might write: in order, but in every form that the format allows.

Cells, rows and parts are each drawn at random; `rng` is a random.Random, so a seed gives one file.
"""

from xml.sax.saxutils import escape

from tests.registry.sheets import packages as p

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PACKAGE = p.types({}).split('"')[1].replace("content-types", "relationships")
DIMENSIONS = ["", '<dimension ref="A1"/>', '<dimension ref="A1:B2"/>', '<dimension ref="A9:ZZ3"/>']
DIMENSIONS += ['<sheetViews><sheetView workbookViewId="0"/></sheetViews>', "<cols/>"]
BETWEEN = ["", "\n", "<!-- </row> -->", "<?x y?>", "<row/>", "<row></row>"]
END = "<!-- </sheetData> -->"  # which it is not
TAILS = ["", "", "", "<mergeCells/>", "<!-- x -->" * 9_000, "<dataValidations/>" * 2_000]
TAILS += ["<extLst><row><c><v>1</v></c></row></extLst>"]
NUMBERS = ["0", "120", "120.0", "1.2E2", "-0", "1E308", "9" * 30, "0.1", "45000", "-1", "60", "61"]
ODD = [
    '<c{r} t="e"><v>#REF!</v></c>', '<c{r} t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c{r} t="b"><v>1</v></c>', "<c{r}><f>A1</f></c>", "<c{r}><f>A1</f><v/></c>",
    '<c{r} t="str"><f>A1</f><v></v></c>', '<c{r} t="str"><f>A1</f><v>x</v></c>',
    '<c{r} t="d"><v>2026-10-24</v></c>', '<c{r} t="d"><v>2026-10-24T09:30:00Z</v></c>',
    '<c{r} s="1"><v>46319</v></c>', '<c{r} s="1"><v>46319.75</v></c>', '<c{r} s="1"><v>0</v></c>',
    '<c{r} s="1"><v>60</v></c>', '<c{r} s="1"><v>-1</v></c>', '<c{r} s="999"><v>5</v></c>',
    '<c{r} t="inlineStr"><v>x</v></c>', "<c{r}><is><t>x</t></is></c>", "<c{r}/>", '<c{r} s="1"/>',
    '<c{r} t="inlineStr"><is><t xml:space="preserve">  </t></is></c>', "<c{r}><v></v></c>",
    '<c{r} t="inlineStr"><is/></c>', '<c{r} t="inlineStr"><is><t>_x000D_</t></is></c>',
    '<c{r} cm="1" vm="1" ph="1"><v>7</v></c>', '<c{r}><v>7</v><extLst/></c>',
]  # fmt: skip


def workbook(rows, title, rng):
    """The bytes of a workbook with these rows (lists of texts, numbers and None) on a sheet."""
    strings = []
    sheets = [(title, "visible", _sheet(rows, strings, rng))]
    for number in range(rng.choice([0, 0, 0, 1, 2])):
        state = rng.choice(["visible", "hidden", "veryHidden"])
        sheets.append((f"Парақ {number}", state, _sheet(rows[: rng.randrange(4)], strings, rng)))
    rng.shuffle(sheets)
    parts = p.parts(*((xml, state) for _title, state, xml in sheets), **_options(strings, rng))
    for number, (name, _state, xml) in enumerate(sheets, 1):
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(f"Парақ {number}", name, 1)
        parts[f"xl/worksheets/sheet{number}.xml"] = xml
    return p.packed(parts | _related(parts))


def _options(strings, rng):
    return {
        "strings": "".join(strings),
        "properties": rng.choice(["", "", 'date1904="1"', 'date1904="0"']),
        "styles": rng.choice([p.DATE_STYLE, p.DATE_STYLE, "", "<cellXfs/>"]),
    }


def _related(parts):
    """The parts that say what belongs together, the shared texts too."""
    shared = f'<Relationship Id="s" Type="{p.RELS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    main = f'<Relationship Id="m" Type="{p.RELS}/officeDocument" Target="xl/workbook.xml"/>'
    name = "xl/_rels/workbook.xml.rels"
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{main}</Relationships>',
        name: parts[name].replace("</Rel", f"{shared}</Rel"),
    }


def _sheet(rows, strings, rng):
    inside = _rows(rows, strings, rng)
    xml = p.worksheet(inside, rng.choice(DIMENSIONS), rng.choice(TAILS))
    if rng.random() < 0.2:
        xml = xml.replace("xmlns=", "xmlns:x-1=").replace("<", "<x-1:").replace("<x-1:/", "</x-1:")
        xml = xml.replace("<x-1:!", "<!").replace("<x-1:?", "<?")
    encoding = rng.choice(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"])
    declared = rng.choice(["", f'<?xml version="1.0" encoding="{encoding[:6].rstrip("-")}"?>'])
    return (declared + xml).encode(encoding)


def _rows(rows, strings, rng):
    """The XML of rows: with numbers or without, empty ones between, some hidden."""
    is_numbered, made, number = rng.random() < 0.7, [], 0
    for values in rows:
        made.append(rng.choice(BETWEEN) if rng.random() < 0.2 else "")
        number += 1 + made[-1].count("<row")
        made.append(END if rng.random() < 0.01 else "")
        skipped = rng.choice([0, 0, 0, 1, 40]) if is_numbered else 0
        number += skipped
        more = rng.choice(["", "", ' hidden="1" ht="0"', ' spans="1:2"', ' collapsed="1"'])
        where = f' r="{number}"' if is_numbered else ""
        made.append(f"<row{where}{more}>{_cells(values, number, strings, rng)}</row>")
    return "".join(made)


def _cells(values, number, strings, rng):
    has_address = rng.random() < 0.7
    made = []
    for column, value in enumerate(values):
        where = f' r="{LETTERS[column]}{number}"' if has_address else ""
        if number > 1 and rng.random() < 0.05:
            made.append(rng.choice(ODD).format(r=where))
        elif value is not None or not has_address:
            made.append(_cell(where, value, strings, rng))
    return "".join(made)


def _cell(where, value, strings, rng):
    if value is None:
        return f"<c{where}/>"
    if isinstance(value, int) and rng.random() < 0.2:
        value = rng.choice(NUMBERS)
        return f"<c{where}><v>{value}</v></c>"
    way = rng.choice((_inline, _rich, _quoted, _shared, _shared, _formula))
    return way(where, escape(str(value)), strings, rng)


def _inline(where, text, _strings, _rng):
    return f'<c{where} t="inlineStr"><is><t>{text}</t></is></c>'


def _rich(where, text, _strings, _rng):
    runs = f"<r><rPr><b/></rPr><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r><rPh><t>ы</t></rPh>"
    if "&" in text:
        runs = f"<r><t>{text}</t></r>"
    return f'<c{where} t="inlineStr"><is>{runs}</is></c>'


def _quoted(where, text, _strings, rng):
    """Text that needs no escapes, though it looks like the end of everything."""
    more = rng.choice(["", "</row>", "<v>", "</c>"]) if rng.random() < 0.2 else ""
    more = "</sheetData>" if rng.random() < 0.005 else more
    return f'<c{where} t="inlineStr"><is><t><![CDATA[{text}{more}]]></t></is></c>'


def _shared(where, text, strings, rng):
    inside = f"<t>{text}</t>" if rng.random() < 0.7 else f"<r><t>{text}</t></r>"
    strings.append(f"<si>{inside}</si>")
    return f'<c{where} t="s"><v>{len(strings) - 1}</v></c>'


def _formula(where, text, _strings, rng):
    formula = rng.choice(["<f>A1</f>", '<f t="shared" si="0"/>', ""])
    return f'<c{where} t="str">{formula}<v>{text}</v></c>'
