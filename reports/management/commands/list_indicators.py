"""`manage.py list_indicators > docs/indicators.md`: the catalogue as a page of the docs."""

from itertools import groupby

from django.core.management.base import BaseCommand
from django.utils import translation

from reports.catalogue import INDICATORS, THEMES

HEAD = """# Indicators

Every figure that the portal publishes, by theme. Generated from `reports/catalogue.py`:
`manage.py list_indicators > docs/indicators.md`. A stock is as at 31 December, a flow is during the
year. What does not add up over the units is a count of different values.
"""


class Command(BaseCommand):
    help = "Prints every indicator of the catalogue as Markdown."
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(page(), ending="")


def page():
    """docs/indicators.md as it should be (str)."""
    with translation.override("en"):
        themes = groupby(INDICATORS, key=lambda indicator: indicator.theme)
        return HEAD + "".join(_theme(theme, list(group)) for theme, group in themes)


def _theme(theme, indicators):
    return f"\n## {THEMES[theme]}\n" + "".join(_entry(indicator) for indicator in indicators)


def _entry(indicator):
    facts = [
        indicator.nature if indicator.source else "reported",
        f"section {indicator.section}" if indicator.section else "",
        "" if indicator.is_additive else "does not add up",
        f"units: {indicator.units}" if indicator.units != "all" else "",
        f"from {indicator.first_year}" if indicator.first_year else "",
        f"until {indicator.last_year}" if indicator.last_year else "",
    ]
    names = " · ".join(_in(language, indicator.label) for language in ("kk", "ru"))
    return (
        f"\n### `{indicator.code}`\n\n**{indicator.label}** ({indicator.unit.form(5)}; "
        f"{', '.join(filter(None, facts))})\n\n{names}\n\n{indicator.definition}\n"
    )


def _in(language, text):
    with translation.override(language):
        return str(text)
