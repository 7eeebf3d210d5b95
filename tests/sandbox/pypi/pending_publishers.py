"""The end of a pending publisher: its first use, or its expiry."""

from __future__ import annotations

from tests.sandbox.pypi.names import create_project
from tests.sandbox.pypi.state import PendingPublisher, Project, Publisher, State

#: An unused pending publisher is deleted after this time, in seconds.
LIFETIME = 30 * 86_400


def convert(state: State, pending: PendingPublisher, now: float) -> None:
    """Create the project of `pending`, and replace `pending` by an ordinary publisher of it.

    The project of an organization belongs to the organization, and no user is its owner.
    """
    roles = {} if pending.organization else {pending.added_by: "Owner"}
    project = Project(pending.project_name, roles, organization=pending.organization)
    create_project(state, project, pending.added_by, now)
    del state.pending[pending.id]
    _ordinary(state, pending).projects.append(project.id)


def _ordinary(state: State, pending: PendingPublisher) -> Publisher:
    """The ordinary publisher with the identity of `pending`, a new one if there is none."""
    for publisher in state.publishers.values():
        if publisher.identity == pending.identity:
            return publisher
    publisher = Publisher(
        pending.owner, pending.repository, pending.owner_id, pending.workflow, pending.environment
    )
    state.publishers[publisher.id] = publisher
    return publisher


def expire(state: State, now: float) -> None:
    """Delete the pending publishers that are too old; PyPI's daily task sends e-mails as well.

    Source: warehouse/oidc/tasks.py.
    """
    for pending in list(state.pending.values()):
        if pending.created < now - LIFETIME:
            del state.pending[pending.id]
