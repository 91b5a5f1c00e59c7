"""How the cells of a workbook look."""

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FACE = "Arial"
INK, MUTED, LINK, BRAND = "16262B", "4A5B61", "005A8C", "00434D"
WASH, WARN, BAR = "F3F7F8", "FFF3D6", "A9D3D9"
HAIR = Border(bottom=Side("thin", "C3CFD3"))
RULE = Border(top=Side("thin", BRAND), bottom=Side("medium", BRAND))
UPRIGHT = "head_upright"
HEADS = ("head", "head_beside", "head_right")
# The looks whose text wraps, and how much wider than plain text it needs
WRAPPED = {"text": 1, "check": 1, "said": 1, "beside": 1.1, "paragraph": 1.25} | dict.fromkeys(
    HEADS, 1.15
)
NARROW, WIDE = set(" .,;:!'()-/|Iijlfrtіг"), set("mwMWжмшщыфюЖМШЩЫФЮӨҚ—…%@")


def _font(size=10, color=INK, **kwargs):
    return Font(name=FACE, size=size, color=color, **kwargs)


def _style(name, font=None, number_format="General", border=None, fill=None, **alignment):
    alignment = {"vertical": "top"} | alignment
    return NamedStyle(
        name=name,
        font=font or _font(),
        number_format=number_format,
        border=border or Border(),
        fill=PatternFill("solid", fill) if fill else PatternFill(),
        alignment=Alignment(**alignment),
    )


def lines(look, text, width):
    """How many lines (int) a text takes in a column of `width` digits."""
    if look not in WRAPPED:
        return 1
    rows, used = 1, 0
    for word in text.split():
        need = _digits(word) * WRAPPED[look]
        if used and used + need > width:
            rows, used = rows + 1, 0
        used += need + _digits(" ")
    return rows


def _digits(text):
    """The width of a text in digits of Arial, roughly."""
    widths = (
        0.55 if c in NARROW else 1.4 if c in WIDE else 1.2 if c.isupper() else 1 for c in text
    )
    return sum(widths)


def styles():
    """The styles (list of NamedStyle) of a new workbook: openpyxl binds each to one workbook."""
    head = {"font": _font(bold=True), "border": RULE, "fill": WASH, "wrap_text": True}
    across = {"horizontal": "center", "vertical": "bottom"}
    aside = {"horizontal": "left", "indent": 1}
    number = {"border": HAIR, "horizontal": "right"}
    return [
        _style("apk_title", _font(12, BRAND, bold=True)),
        _style("apk_note", _font(color=MUTED)),
        _style("apk_notice", _font(bold=True), fill=WARN),
        _style("apk_head", **head, vertical="bottom"),
        _style("apk_head_beside", **head, vertical="bottom", **aside),
        _style("apk_head_right", **head, vertical="bottom", horizontal="right"),
        _style("apk_head_year", number_format="0", **head, vertical="bottom", horizontal="right"),
        _style("apk_head_upright", **head, text_rotation=90, **across),
        _style("apk_theme", _font(12, BRAND, bold=True), border=HAIR, vertical="bottom"),
        _style("apk_text", border=HAIR, wrap_text=True),
        _style("apk_beside", border=HAIR, wrap_text=True, **aside),
        _style("apk_link", _font(color=LINK, underline="single"), border=HAIR),
        _style("apk_count", number_format="#,##0", **number),
        _style("apk_change", number_format='+#,##0;"−"#,##0;0', **number),
        _style("apk_percent", number_format='+0.0%;"−"0.0%;0.0%', **number),
        _style("apk_share", number_format="0.0%", **number),
        _style("apk_said", **number, wrap_text=True),
        _style("apk_paragraph", _font(12), wrap_text=True),
        _style("apk_check", number_format='+#,##0;"−"#,##0;0', wrap_text=True, **number),
        _style("apk_symbol", number_format="0", border=HAIR, horizontal="left"),
        _style("apk_year", number_format="0", **number),
    ]
