"""The mails that an index sends, which no recorded row shows."""

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
