"""Reads the tables of a workbook back."""


def head(sheet):
    """The number of the row of headings."""
    return int(sheet.print_title_rows.split(":")[-1].strip("$"))


def table(sheet):
    """The rows of values (list of tuple) below the headings."""
    return list(sheet.iter_rows(min_row=head(sheet) + 1, values_only=True))


def shown(figure):
    """What a cell must hold of a figure that may be missing."""
    if figure is None or figure.status == "not_applicable":
        return "x"
    return "…" if figure.value is None else figure.value
