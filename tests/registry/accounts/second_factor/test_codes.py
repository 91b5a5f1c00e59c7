"""A code of the app, and a recovery code: each is good once, and guessing is slowed down."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.registry.accounts.second_factor.phone import (
    SET_UP,
    give,
    has_one,
    is_in,
    said,
    shown,
    sign_in,
    wrong,
)

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timezone.timedelta(hours=1)


def guessed_before(times):
    """The wait after the next wrong code is then long enough for a test: two to the power of it."""
    TOTPDevice.objects.update(throttling_failure_timestamp=LONG_AGO, throttling_failure_count=times)


class TestCodes:
    @pytest.fixture
    def halfway(self, client, chief):
        self.codes = has_one(chief)
        sign_in(client, chief)
        return client

    def test_a_code_is_good_once(self, halfway, chief):
        code = shown(chief, after=1)
        give(halfway, code)
        assert is_in(halfway)
        halfway.post("/admin/logout/")

        sign_in(halfway, chief)

        assert "was used before" in said(give(halfway, code)) and not is_in(halfway)

    def test_the_code_that_set_it_up_does_not_sign_in(self, client, chief):
        sign_in(client, chief)
        client.get(SET_UP)
        code = shown(chief)
        give(client, code, SET_UP)
        client.post("/admin/logout/")

        sign_in(client, chief)

        assert "was used before" in said(give(client, code)) and not is_in(client)

    def test_a_recovery_code_is_good_once(self, halfway, chief):
        assert len(set(self.codes)) == 10
        give(halfway, self.codes[0].upper())
        assert is_in(halfway)
        halfway.post("/admin/logout/")

        sign_in(halfway, chief)
        assert "was used before" in said(give(halfway, self.codes[0])) and not is_in(halfway)
        StaticDevice.objects.update(throttling_failure_timestamp=LONG_AGO)
        give(halfway, self.codes[9].replace(" ", "-"))
        assert is_in(halfway)

    def test_a_wrong_code_is_refused_and_throttled(self, halfway, chief):
        code = shown(chief, after=1)
        guessed_before(5)

        assert "This code is wrong" in said(give(halfway, wrong(code)))
        text = said(give(halfway, code))  # the right one, too early
        assert "After a wrong code" in text and re.search(r"after \d\d:\d\d:\d\d", text)
        assert not is_in(halfway)

    def test_each_wrong_code_doubles_the_wait(self, halfway, chief):
        waits = []
        for _try in range(3):
            TOTPDevice.objects.update(throttling_failure_timestamp=LONG_AGO)
            give(halfway, "000000")
            device = TOTPDevice.objects.get()
            until = device.verify_is_allowed()[1]["locked_until"]
            waits.append((until - device.throttling_failure_timestamp).total_seconds())

        assert waits == [1, 2, 4]

    def test_guessing_one_kind_does_not_slow_down_the_other(self, halfway, chief):
        give(halfway, "000000")

        give(halfway, self.codes[0])

        assert is_in(halfway)

    @pytest.mark.parametrize("code", ["", " ", "12345", "1234567", "²²²²²²", "abc", "я" * 32, "-1"])
    def test_what_is_no_code_lets_nobody_in(self, halfway, code):
        assert give(halfway, code).status_code == 200 and not is_in(halfway)

    def test_the_code_of_another_person_lets_nobody_in(self, halfway, clerk):
        other = has_one(clerk)

        give(halfway, shown(clerk, after=1))
        give(halfway, other[0])

        assert not is_in(halfway)

    def test_recovery_codes_are_not_kept_as_they_are(self, halfway):
        kept = set(StaticToken.objects.values_list("token", flat=True))

        assert len(kept) == 10 and not kept & {code.replace(" ", "") for code in self.codes}

    def test_a_form_without_the_token_of_the_page_is_refused(self, chief):
        has_one(chief)
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(chief)

        assert give(strict, shown(chief, after=1)).status_code == 403


class TestWrittenDown:
    def test_what_happens_is_told_without_code_and_key(self, client, chief, events, caplog):
        codes = has_one(chief)
        key = TOTPDevice.objects.get().key
        guessed_before(5)
        sign_in(client, chief)
        give(client, "000000")
        give(client, "000000")
        give(client, codes[0])
        call_command("forget_second_factor", "chief")

        who = {"account": chief.pk}
        assert events() == [
            ("second factor set up", who),
            ("second factor failed", who | {"recovery": False, "waits": False}),
            ("second factor failed", who | {"recovery": False, "waits": True}),
            ("second factor given", who | {"recovery": True}),
            ("second factor forgotten", {"person": chief.pk}),
        ]
        told = str([vars(record) for record in caplog.records if record.name == "portal"])
        assert not any(word in told for word in ("000000", key, codes[0], "chief"))
