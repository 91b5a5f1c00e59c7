"""Changes since a release explain why the records give another number than the published one."""

import re

import pytest

from registry import versions
from registry.models import Event, Headcount, Participation, User
from reports.behind import Behind
from reports.catalogue import BY_CODE
from tests.reports.desk.test_rows import address, release, sit
from tests.reports.test_views import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


class TestChangesSinceTheRelease:
    """Changes are written past the lock, as a correction would."""

    @pytest.fixture
    def event(self):
        found = Event.objects.filter(
            year=2023, region="KZ-10", participations__kind="elders"
        ).first()
        self.keep(found)
        return found

    def keep(self, record):
        """A version from before the release, as real records have: the demo was made in bulk."""
        record.save()
        record.history.update(history_date=release().built_at.replace(year=2020))

    def effect(self, code, unit="KZ-10"):
        behind = Behind(code, 2023, unit, release())
        changes = behind.changes()
        assert changes.effect == behind.difference
        return behind.difference, changes

    def test_an_event_that_was_added(self):
        event = Event.objects.create(
            region_id="KZ-10", title="Жаңа жиын", held_on="2023-05-05", place="Семей",
            topic="culture", attendance=70,
        )  # fmt: skip
        Participation.objects.create(event=event, kind="elders", role="took_part")

        assert self.effect("elders.events")[0] == 1
        assert self.effect("elders.covered")[0] == 70
        assert self.effect("elders.events", None)[0] == 1
        assert self.effect("youth.events")[0] == 0

    def test_an_event_that_cannot_have_moved_it_is_not_named(self, event):
        event.attendance += 7
        event.save()

        behind = Behind("events.other", 2023, "KZ-10", release())
        assert behind.changes().found == []
        assert self.effect("events.covered")[0] == 7

    def test_an_event_that_was_deleted(self, event):
        participation = event.participations.get(kind="elders")
        self.keep(participation)
        for other in event.participations.exclude(pk=participation.pk):
            self.keep(other)
        event.delete()

        difference, changes = self.effect("elders.events")
        assert difference == -1
        assert [(c.is_deleted, str(c.record)) for c in changes.found] == [(True, event.title)]

    def test_a_number_that_was_corrected_is_told_with_person_and_reason(self, client, event):
        event.attendance += 1000
        event._history_user = User.objects.get(username="reviewer")
        event._change_reason = "one sheet was read twice"
        event.save()

        assert self.effect("elders.covered")[0] == 1000
        page = text(sit(client, "reviewer").get(address("elders.covered", "KZ-10")))
        old, new = event.attendance - 1000, event.attendance
        told = f"reviewer: attendance: {old} → {new}; command (one sheet was read twice) +1,000"
        assert told in page
        assert "These changes explain the whole difference." in page

    def test_the_country_names_the_unit_that_changed(self, client, event):
        event.attendance += 1000
        event.save()
        page = text(sit(client, "reviewer").get(address("elders.covered")))

        assert "Units whose figure changed since the release" in page
        assert re.search(r"Now Abai Region [\d,]+ [\d,]+ Changes since", page)

    def test_an_event_that_moved_to_another_year(self, event):
        for participation in event.participations.all():
            self.keep(participation)
        event.held_on = "2022-03-03"
        event.save()

        assert self.effect("elders.events")[0] == -1

    def test_members_that_were_corrected(self):
        headcount = Headcount.objects.filter(
            structure__kind="elders", structure__region="KZ-10", year=2023, members__gt=0
        ).first()
        self.keep(headcount.structure)
        self.keep(headcount)
        headcount.members += 5
        headcount.save()

        difference, changes = self.effect("elders.members")
        assert difference == 5
        assert [str(version.noun) for version in changes.found[0].versions] == ["мүшелер саны"]

    def test_the_state_before_the_first_change_of_a_bulk_load_is_told(self):
        event = Event.objects.filter(
            year=2023, region="KZ-10", participations__kind="elders"
        ).first()
        versions.keep_start(event)
        event.attendance += 9
        event.save()

        difference, changes = self.effect("elders.covered")
        assert difference == 9
        assert [version.kind for version in changes.found[0].versions] == ["~"]

    def test_a_change_whose_past_is_not_kept_says_so(self, client):
        event = Event.objects.filter(
            year=2023, region="KZ-10", participations__kind="elders"
        ).first()
        event.attendance += 9
        event.save()  # records of the demo have no version of before

        page = text(sit(client, "reviewer").get(address("elders.covered", "KZ-10")))
        assert "how it was before is not kept" in page
        assert "it cannot be told by how much" in page

    def test_languages_that_were_added_are_listed_without_a_number(self, client):
        outlet = BY_CODE["media.outlets"].source.rows(2023).filter(region="KZ-10").first()
        self.keep(outlet)
        outlet.languages.add("ko", "de", "uz", "tr", "pl", "el")

        behind = Behind("media.languages", 2023, "KZ-10", release())
        assert behind.difference > 0
        changes = behind.changes()
        assert [c.record for c in changes.found] == [outlet] and changes.effect is None
