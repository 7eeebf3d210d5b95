"""The expiry of pending publishers."""

from __future__ import annotations

from tests.sandbox.pypi import pending_publishers
from tests.sandbox.pypi.state import PendingPublisher, State


def test_the_daily_task_deletes_pending_publishers_older_than_30_days() -> None:
    """One that is exactly 30 days old stays."""
    state = State()
    for created in (0.0, 1.0):
        pending = PendingPublisher("o", "r", "1", "w.yml", "", created=created)
        state.pending[pending.id] = pending
    pending_publishers.expire(state, pending_publishers.LIFETIME + 1.0)
    assert [pending.created for pending in state.pending.values()] == [1.0]
