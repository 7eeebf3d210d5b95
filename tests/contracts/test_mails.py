"""The mails of an index, and the addresses that it takes, which no recorded row shows."""

from __future__ import annotations

import pytest

from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel


@pytest.mark.parametrize(("recorded", "mails"), [(True, 0), (False, 1)])
def test_a_wheel_that_differs_from_its_record_is_taken_and_reported(
    seeded: Served, recorded: bool, mails: int
) -> None:
    """Source: warehouse/forklift/legacy.py, `InvalidWheelRecordError`: a mail, and no refusal."""
    assert upload(seeded, wheel(recorded=recorded)).status_code == 200
    texts = [text for _, text in seeded.state.mails]
    assert len(texts) == mails
    assert all("file contents that do not match the included RECORD file" in each for each in texts)


@pytest.mark.parametrize(("domain", "taken"), [("example.org", True), ("MAIL.example", False)])
def test_an_address_at_a_prohibited_domain_makes_no_account(
    seeded: Served, domain: str, taken: bool
) -> None:
    """Source: warehouse/accounts/forms.py, `ProhibitedEmailDomain`; capitals do not matter."""
    seeded.state.prohibited_domains.add("mail.example")
    fields = {"email": f"carol@{domain}", "username": "carol"}
    page = seeded.send("POST", "/account/register/", data=fields)
    assert ("carol" in seeded.state.users) is taken
    assert ("use an email address from this domain" in page.text) is not taken
