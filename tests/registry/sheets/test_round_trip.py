"""The template of every section of the demo, sent back as it is, changes nothing."""

import pytest
from django.utils.translation import override

from registry import sections
from registry.sheets.intake import Intake
from registry.sheets.template import template
from tests.registry.sheets.files import TODAY, checked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("key", list(sections.BY_KEY))
def test_a_filled_template_sent_back_changes_nothing(key, language, django_user_model):
    unit = "REP" if sections.BY_KEY[key].is_republican else "KZ-75"
    user = django_user_model.objects.create_superuser("all")
    with override(language):
        data = template(Intake(user, unit, 2024, key, TODAY))
        result = checked(user, key, data, unit, 2024)

        assert [str(message) for message in result.errors] == []
    assert result.count("same") == len(result.entries) > 0
