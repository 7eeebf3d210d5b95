"""What an index has before a page begins is as the index itself would have created it."""

from __future__ import annotations

from tests.sandbox.actors import existing_releases
from tests.sandbox.pypi.state import PendingPublisher, Publisher
from tests.sandbox.sandbox import Sandbox

IDENTITY = ("o", "r", "1", "w.yml", "pypi")


def test_a_pending_publisher_is_merged_with_an_ordinary_one_of_the_same_identity(
    restored_sandbox: Sandbox,
) -> None:
    """An index has no two publishers with the same identity."""
    state = restored_sandbox.indexes["testpypi"].state
    ordinary = Publisher(*IDENTITY, ["other"])
    pending = PendingPublisher(*IDENTITY, project_name="p", added_by="alice")
    state.publishers[ordinary.id], state.pending[pending.id] = ordinary, pending
    existing_releases.convert_pending_publishers(restored_sandbox, "testpypi")
    project = state.project("p")
    assert project is not None and project.owners == ["alice"]
    assert ordinary.projects == ["other", project.id]
    assert (list(state.publishers), state.pending) == ([ordinary.id], {})


def test_a_project_of_an_organization_has_no_owner(restored_sandbox: Sandbox) -> None:
    state = restored_sandbox.indexes["testpypi"].state
    pending = PendingPublisher(*IDENTITY, project_name="p", added_by="alice", organization="acme")
    state.pending[pending.id] = pending
    existing_releases.convert_pending_publishers(restored_sandbox, "testpypi")
    project = state.project("p")
    assert project is not None and (project.owners, project.organization) == ([], "acme")
