"""The list of every section of the demo, taken away and sent back as it is, changes nothing."""

from io import BytesIO

import pytest
from django.utils.translation import override

from registry.sheets import list_files
from registry.sheets.layouts import LAYOUTS
from registry.sheets.listing import columns_of, resource_for
from tests.registry.sheets.files import checked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LISTED = [layout for layout in LAYOUTS if columns_of(layout.model) and not layout.where]
REPUBLICAN = ("programmes", "trips", "nominations", "awards", "ambassadors")


CASES = [("xlsx", one) for one in LISTED] + [("csv", one) for one in LISTED[:3]]


@pytest.mark.parametrize(("form", "layout"), CASES, ids=lambda it: getattr(it, "key", it))
def test_a_list_sent_back_changes_nothing(form, layout, django_user_model):
    unit = "REP" if layout.key in REPUBLICAN else "KZ-75"
    user = django_user_model.objects.create_superuser("all")
    records = layout.model.objects.filter(region=unit)
    if layout.key == "programmes":
        records = records.exclude(kind="social")  # those have a sheet of their own
    if layout.is_flow:
        records = records.filter(year=2023)
    year = 2023 if layout.is_flow else 2024
    with override("kk"):
        data = _file(form, resource_for(layout.model, user, year), records)
        result = checked(user, layout.section, data, unit, year, f"a.{form}")

        assert [str(message) for message in result.errors] == []
    assert result.count("same") == len(result.entries) == records.count() > 0


def _file(form, listed, records):
    if form == "csv":
        return b"".join(list_files.csv_pieces(listed.heads, listed.rows(records)))
    file = BytesIO()
    list_files.excel(file, "Тізім, 26.11.2026", listed.columns, listed.rows(records))
    return file.getvalue()
