"""Pending publishers end after 30 days, by the day on which they were registered."""

from __future__ import annotations

from tests.sandbox.pypi.publisher_registration import PENDING_LIFETIME, expire_pending
from tests.sandbox.pypi.state import PendingPublisher, State


def test_a_pending_publisher_ends_after_thirty_days() -> None:
    """The daily task leaves one that is 30 days old, and deletes an older one."""
    state = State()
    for created in (0.0, 1.0):
        pending = PendingPublisher("o", "r", "1", "w.yml", "", created=created)
        state.pending[pending.id] = pending
    expire_pending(state, PENDING_LIFETIME + 1.0)
    assert [pending.created for pending in state.pending.values()] == [1.0]
