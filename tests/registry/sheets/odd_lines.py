"""Lines of .csv as other programs write them, or as nobody does; `rng` is a random.Random."""

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "kz1048"]
ENCODINGS += ["cp1251", "cp866", "koi8-r", "mac-cyrillic", "latin-1", "utf-7"]
ENDS = ["\r\n", "\n", "\r", "\n\r", "\r\r\n", "\u2028", "\x0b", "\x85"]
SIGNS = ["\x00", "\ufeff", "\ufffd", "\x1a", "\u200b", "\x01", "\u0301", "?", "\x7f", "\U0001f600"]


def changed(rows, rng):
    """The bytes of a .csv file with these rows (lists of texts), changed in several ways."""
    delimiter = rng.choice([";", ";", ",", "\t", "|", ":", ";;"])
    lines = [_line(row, delimiter, rng) for row in rows]
    for way in rng.sample((_blank, _mixed, _huge, _long, _signs, _quote, _many), rng.randint(0, 3)):
        lines = way(lines, rng)
    if rng.random() < 0.1:
        lines.insert(0, f"sep={rng.choice([delimiter, ',', ';', '::', ''])}")
    text = rng.choice(ENDS[:3]).join(lines) + rng.choice(["", "\r\n", "\x1a"])
    return _encoded(text, rng)


def _encoded(text, rng):
    data = text.encode(rng.choice([*ENCODINGS[:3] * 4, *ENCODINGS]), "replace")
    if rng.random() < 0.1:  # two files in one, each in an encoding of its own
        data += text.encode(rng.choice(ENCODINGS), "replace")
    return data


def _line(row, delimiter, rng):
    return delimiter.join(_field(text, delimiter, rng) for text in row)


def _field(text, delimiter, rng):
    if delimiter in text or rng.random() < 0.1:
        return '"' + text.replace('"', '""') + '"'
    return text


def _blank(lines, rng):
    """Empty lines, and lines of delimiters and spaces alone, stand between."""
    for _time in range(rng.randint(1, 6)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(["", " ", ";;;", "\t", '""', ",,"]))
    return lines


def _mixed(lines, rng):
    """Some lines are parted by another sign, or end by another one."""
    for place in range(len(lines)):
        if rng.random() < 0.3:
            lines[place] = lines[place].replace(";", rng.choice(",\t|")) + rng.choice(ENDS)
    return lines


def _huge(lines, rng):
    """A cell is so long that no cell of a workbook is."""
    return _put(lines, rng, "ұ" * rng.choice([4_990, 5_001, 40_000, 140_000, 600_000]))


def _long(lines, rng):
    """A line has so many cells that no sheet of ours has them."""
    return _put(lines, rng, rng.choice(";,") * rng.choice([60, 101, 20_000]))


def _signs(lines, rng):
    return _put(lines, rng, rng.choice(SIGNS) * rng.randint(1, 3))


def _quote(lines, rng):
    """A quotation mark is open, closed twice, or within a cell."""
    return _put(lines, rng, rng.choice(['"', '""', '"""', ';"', '";', '"x";"y"z', "'", '\\"']))


def _many(lines, rng):
    """The rows are repeated."""
    return lines + lines[1:] * rng.choice([1, 5, 40])


def _put(lines, rng, what):
    place = rng.randrange(len(lines))
    at = rng.randrange(len(lines[place]) + 1)
    lines[place] = lines[place][:at] + what + lines[place][at:]
    return lines
