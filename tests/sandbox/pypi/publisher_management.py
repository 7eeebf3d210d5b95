"""Add, constrain and remove trusted publishers: the actions of the publisher forms.

The functions refuse as PyPI does, and return the success message.

Source: warehouse/accounts/views.py and warehouse/manage/views/oidc_publishers.py.
"""

from __future__ import annotations

import uuid

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.publisher_form import PENDING_FIELDS, PUBLISHER_FIELDS, PublisherForm
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import PendingPublisher, Project, Publisher, State

CONSTRAIN_FIELDS = ("constrained_publisher_id", "constrained_environment_name")
REMOVE_FIELDS = ("publisher_id",)
MAX_PENDING = 3


def _check_flags(state: State, *flags: str) -> None:
    if state.flags & {"disallow-oidc", *flags}:
        refuse("form-github-disabled" if flags else "form-oidc-disabled")


def add_pending(form: PublisherForm, user: str) -> str:
    state = form.state
    _check_flags(state, "disallow-github-oidc")
    if sum(pending.added_by == user for pending in state.pending.values()) >= MAX_PENDING:
        refuse("pending-limit")
    form.validate(PENDING_FIELDS)
    new, name = form.publisher(), form.values["project_name"]
    for pending in state.pending.values():
        if pending.identity == new.identity:
            same = pending.project_name == name
            refuse("pending-registered" if same else "pending-for-other-project")
    pending = PendingPublisher(new.owner, new.repository, new.owner_id, new.workflow,
                               new.environment, project_name=name, added_by=user,
                               created=form.dependencies.now())  # fmt: skip
    state.pending[pending.id] = pending
    return f"Registered a new pending publisher to create the project '{name}'."


def add(form: PublisherForm, project: Project) -> str:
    """Add the form's publisher to `project`; one that other projects have is extended."""
    state = form.state
    _check_flags(state, "disallow-github-oidc")
    form.validate(PUBLISHER_FIELDS)
    new = form.publisher()
    same = [p for p in state.publishers.values() if p.identity == new.identity]
    publisher = same[0] if same else new
    if project.id in publisher.projects:
        refuse("publisher-registered", workflow=new.workflow, project=project.name)
    state.publishers[publisher.id] = publisher
    publisher.projects.append(project.id)
    url = f"https://github.com/{publisher.owner}/{publisher.repository}"
    return f"Added {publisher.workflow} in {url} to {project.name}"


def constrain(state: State, project: Project, fields: Fields) -> str:
    """Replace a publisher for any environment by one for the given environment."""
    _check_flags(state)
    publisher_id, environment = (fields.first(name) or "" for name in CONSTRAIN_FIELDS)
    if not _is_uuid(publisher_id) or not environment:
        refuse("form-not-constrained")
    old = _of_project(state, project, publisher_id)
    new = Publisher(old.owner, old.repository, old.owner_id, old.workflow, environment,
                    [project.id])  # fmt: skip
    if any(publisher.identity == new.identity for publisher in state.publishers.values()):
        refuse("publisher-registered", workflow=old.workflow, project=project.name)
    if old.environment:
        refuse("form-has-environment")
    state.publishers[new.id] = new
    _detach(state, project, old)
    return (
        f"Trusted publisher for project {project.name!r} has been constrained to environment"
        f" {environment!r}"
    )


def remove(state: State, project: Project, fields: Fields) -> str | None:
    """Remove a publisher from `project`; return None for an id that is not a UUID."""
    _check_flags(state)
    publisher_id = fields.first("publisher_id") or ""
    if not _is_uuid(publisher_id):
        return None
    _detach(state, project, _of_project(state, project, publisher_id))
    return f"Removed trusted publisher for project {project.name!r}"


def remove_pending(state: State, user: str, fields: Fields) -> str:
    _check_flags(state)
    pending = state.pending.get(fields.first("publisher_id") or "")
    if pending is None or pending.added_by != user:
        refuse("form-invalid-id")
    del state.pending[pending.id]
    return f"Removed trusted publisher for project {pending.project_name!r}"


def _is_uuid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _of_project(state: State, project: Project, publisher_id: str) -> Publisher:
    publisher = state.publishers.get(publisher_id)
    if publisher is None or project.id not in publisher.projects:
        refuse("form-not-of-project")
    return publisher


def _detach(state: State, project: Project, publisher: Publisher) -> None:
    publisher.projects.remove(project.id)
    if not publisher.projects:
        del state.publishers[publisher.id]
