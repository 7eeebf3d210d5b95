"""Applies the posted form of a web page; the names of the fields identify the form."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tests.sandbox.pypi import (
    collaborators,
    publisher_management,
    release_settings,
    security_history,
)
from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.publisher_form import PENDING_FIELDS, PUBLISHER_FIELDS, PublisherForm
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State, User


@dataclass(frozen=True)
class PageRequest:
    """A request of a signed-in user; `project` is None if the path names none."""

    state: State
    site: Site
    dependencies: Dependencies
    request: Request
    fields: Fields
    user: User
    project: Project | None


def apply(page_request: PageRequest) -> str | None:
    """Apply the posted form and return the success message; None shows the page again.

    Raises HTTPException 404 when no form has these fields.
    """
    if page_request.project is None:
        return _apply_account_form(page_request)
    if "version" in page_request.request.path_params:
        return _apply_release_form(page_request, page_request.project)
    return _apply_project_form(page_request, page_request.project)


def _publisher_form(page_request: PageRequest) -> PublisherForm:
    return PublisherForm(
        page_request.state, page_request.site, page_request.dependencies, page_request.fields
    )


def _apply_account_form(page_request: PageRequest) -> str:
    names, user = set(page_request.fields.names), page_request.user.username
    if names.issuperset(PENDING_FIELDS):
        message = publisher_management.add_pending(_publisher_form(page_request), user)
        _record(page_request, user, "Pending trusted publisher added")
        return message
    if names.issuperset(publisher_management.REMOVE_FIELDS):
        message = publisher_management.remove_pending(page_request.state, user, page_request.fields)
        _record(page_request, user, "Pending trusted publisher removed")
        return message
    raise HTTPException(404)


def _apply_release_form(page_request: PageRequest, project: Project) -> str | None:
    version, fields = page_request.request.path_params["version"], page_request.fields
    if release_settings.CONFIRM in fields:
        now = page_request.dependencies.now()
        message = release_settings.delete(page_request.state, project, version, fields, now)
        return _recorded(page_request, project, f"Version {version} removed", message)
    message = release_settings.yank(project, version, fields)
    return _recorded(page_request, project, f"Version {version} yanked", message)


def _apply_project_form(page_request: PageRequest, project: Project) -> str | None:
    names, fields = set(page_request.fields.names), page_request.fields
    if names.issuperset(publisher_management.CONSTRAIN_FIELDS):
        return publisher_management.constrain(page_request.state, project, fields)
    if names.issuperset(PUBLISHER_FIELDS):
        message = publisher_management.add(_publisher_form(page_request), project)
        return _recorded(page_request, project, "Trusted publisher added", message)
    if names.issuperset(publisher_management.REMOVE_FIELDS):
        removed = publisher_management.remove(page_request.state, project, fields)
        return _recorded(page_request, project, "Trusted publisher removed", removed)
    if names.issuperset(collaborators.FIELDS):
        state, now = page_request.state, page_request.dependencies.now()
        return collaborators.invite(state, project, fields, page_request.user, now)
    raise HTTPException(404)


def _recorded(
    page_request: PageRequest, project: Project, event: str, message: str | None
) -> str | None:
    """Return `message`; with one, the form was applied, and the event is recorded."""
    if message is not None:
        _record(page_request, project.id, event)
    return message


def _record(page_request: PageRequest, of: str, event: str) -> None:
    now, user = page_request.dependencies.now(), page_request.user.username
    security_history.record(page_request.state, now, of, event, user)
