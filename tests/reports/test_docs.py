"""The page of the docs that is made of the catalogue."""

from pathlib import Path

from django.conf import settings

from reports.management.commands.list_indicators import page

DOCS = Path(settings.BASE_DIR) / "docs" / "indicators.md"


def test_the_list_of_indicators_is_current():
    hint = "run `manage.py list_indicators > docs/indicators.md`"
    assert DOCS.read_text(encoding="utf-8") == page(), hint
