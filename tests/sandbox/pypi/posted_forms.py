"""Applies the posted form of a web page; the names of the fields identify the form."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tests.sandbox.pypi import publisher_management, release_settings
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
        return publisher_management.add_pending(_publisher_form(page_request), user)
    if names.issuperset(publisher_management.REMOVE_FIELDS):
        return publisher_management.remove_pending(page_request.state, user, page_request.fields)
    raise HTTPException(404)


def _apply_release_form(page_request: PageRequest, project: Project) -> str | None:
    version, fields = page_request.request.path_params["version"], page_request.fields
    if release_settings.CONFIRM in fields:
        now = page_request.dependencies.now()
        return release_settings.delete(page_request.state, project, version, fields, now)
    return release_settings.yank(project, version, fields)


def _apply_project_form(page_request: PageRequest, project: Project) -> str | None:
    names, fields = set(page_request.fields.names), page_request.fields
    if names.issuperset(publisher_management.CONSTRAIN_FIELDS):
        return publisher_management.constrain(page_request.state, project, fields)
    if names.issuperset(PUBLISHER_FIELDS):
        return publisher_management.add(_publisher_form(page_request), project)
    if names.issuperset(publisher_management.REMOVE_FIELDS):
        return publisher_management.remove(page_request.state, project, fields)
    raise HTTPException(404)
