"""The template of every section of the demo, sent back as it is, changes nothing."""

import pytest
from django.utils.translation import override

from registry import sections
from registry.models import Event, Programme
from registry.sheets.intake import Intake
from registry.sheets.template import template
from tests.registry.sheets.files import EVENT, TODAY, checked, file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("key", list(sections.BY_KEY))
def test_a_filled_template_sent_back_changes_nothing(key, language, django_user_model):
    unit = "REP" if sections.BY_KEY[key].is_republican else "KZ-75"
    user = django_user_model.objects.get(username=f"coordinator-{unit.lower()}")
    with override(language):
        data = template(Intake(user, unit, 2024, key, TODAY))
        result = checked(user, key, data, unit, 2024)

        assert [str(message) for message in result.errors] == []
    assert result.count("same") == len(result.entries) > 0


def test_an_event_keeps_its_programme_of_the_whole_country_and_takes_no_other(django_user_model):
    """Who may not choose it may not lose it either."""
    user = django_user_model.objects.get(username="coordinator-kz-75")
    event = Event.objects.filter(region="KZ-75", programme__region="REP", held_on__year=2024)[0]
    other = Programme.objects.filter(region="REP").exclude(name=event.programme.name)[0]
    row = EVENT | {"number": event.pk, "held_on": event.held_on, "title": event.title}

    kept, taken = (
        checked(user, "events", file("events", row | {"programme": name}), "KZ-75", 2024)
        for name in (event.programme.name, other.name)
    )
    assert not kept.errors and kept.entries[0].record.programme == event.programme
    assert [message.code[:3] for message in taken.errors] == ["R10"]


def test_a_programme_of_the_unit_is_told_from_one_of_the_whole_country(django_user_model):
    """Both have one name: the filled template names the stored one so that it stays."""
    user = django_user_model.objects.get(username="coordinator-kz-75")
    event = Event.objects.filter(region="KZ-75", programme__region="REP", held_on__year=2024)[0]
    kind, day = Programme.Kind.GRANT, event.programme.started_on
    Programme.objects.create(
        region_id="KZ-75", name=event.programme.name, kind=kind, started_on=day
    )
    data = template(Intake(user, "KZ-75", 2024, "events", TODAY))

    result = checked(user, "events", data, "KZ-75", 2024)

    assert not result.errors and result.count("same") == len(result.entries)
