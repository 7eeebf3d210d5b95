"""The set-up of two-factor authentication, as warehouse/manage/views/__init__.py has it."""

from __future__ import annotations

import re

import pytest

from tests.contracts.served_index import Served
from tests.sandbox.pypi import User

CODES = "/manage/account/recovery-codes"
TOTP, TWO_FACTOR = "/manage/account/totp-provision", "/manage/account/two-factor/"


@pytest.fixture
def fresh(seeded: Served) -> Served:
    """carol has an account with a verified address, and nothing more."""
    seeded.state.users["carol"] = User("carol", two_factor=False)
    seeded.state.signed_in = "carol"
    return seeded


def location(served: Served, path: str) -> str | None:
    leads_to: str | None = served.send("GET", path).headers.get("location")
    return leads_to


def test_an_application_is_offered_after_a_recovery_code_was_used(fresh: Served) -> None:
    """`totp_provision` and `recovery_codes_burn` lead back to the step that is missing."""
    assert "Generate recovery codes" in fresh.send("GET", TWO_FACTOR).text
    assert location(fresh, TOTP) == f"{CODES}/burn"
    assert location(fresh, f"{CODES}/burn") == "/manage/account/"
    shown = fresh.send("GET", f"{CODES}/generate").text
    codes = re.findall(r"<code>([0-9a-f]{16})</code>", shown)
    assert len(set(codes)) == 8
    assert location(fresh, TOTP) == f"{CODES}/burn"
    used = fresh.send("POST", f"{CODES}/burn", data={"recovery_code_value": codes[3]})
    assert (used.status_code, used.headers["location"]) == (303, TWO_FACTOR)
    assert codes[3] not in fresh.state.users["carol"].recovery_codes
    assert "The supplied code cannot be used again" in fresh.send("GET", TWO_FACTOR).text
    assert location(fresh, TOTP) is None
    assert location(fresh, f"{CODES}/burn") == TWO_FACTOR
    done = fresh.send("POST", TOTP, data={"totp_value": "123 456"})
    assert (done.status_code, done.headers["location"]) == (303, "/manage/account/")
    assert fresh.state.users["carol"].two_factor


@pytest.mark.parametrize(
    ("path", "name", "value", "error"),
    [
        (f"{CODES}/burn", "recovery_code_value", "123", "Recovery Codes must be 16 characters."),
        (TOTP, "totp_value", "12345", "TOTP code must be 6 digits."),
    ],
)
def test_a_code_of_another_shape_is_refused(
    fresh: Served, path: str, name: str, value: str, error: str
) -> None:
    """`RecoveryCodeValueMixin` and `TOTPValueMixin`, warehouse/accounts/forms.py."""
    fresh.send("GET", f"{CODES}/generate")
    assert error in fresh.send("POST", path, data={name: value}).text
    assert not fresh.state.users["carol"].two_factor


def test_codes_are_shown_once(fresh: Served) -> None:
    fresh.send("GET", f"{CODES}/generate")
    again = fresh.send("GET", f"{CODES}/generate").text
    assert "Recovery codes already generated" in again and "<code>" not in again
    carol = fresh.state.users["carol"]
    old, carol.recovery_code_used = list(carol.recovery_codes), True
    assert fresh.send("POST", f"{CODES}/regenerate").text.count("<code>") == len(old)
    assert not set(old) & set(carol.recovery_codes) and not carol.recovery_code_used


def test_the_address_is_verified_first(fresh: Served) -> None:
    fresh.state.users["carol"].email = "unverified"
    assert "/manage/unverified-account/" in (location(fresh, f"{CODES}/generate") or "")
