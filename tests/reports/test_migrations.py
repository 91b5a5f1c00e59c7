"""An update of the portal passes over a database that has releases, and leaves them guarded."""

import pytest
from django.core.management import call_command
from django.db import connection

from reports import immutable
from reports.models import Figure, Release

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]


def test_a_table_of_releases_is_remade_with_its_rows_and_its_guards():
    figures = Figure.objects.count()
    call_command("migrate", "reports", "0001", verbosity=0)
    call_command("migrate", verbosity=0)

    assert Figure.objects.count() == figures
    assert set(Release.objects.values_list("state", flat=True)) == {"published"}
    assert immutable.missing(connection) == []
