"""The web pages with forms: access to them, the posted form, and the page that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import (
    accounts,
    publisher_management,
    publisher_page,
    release_settings,
    token_page,
)
from tests.sandbox.pypi.access import project_in_path, signed_in_user
from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import page
from tests.sandbox.pypi.publisher_form import (
    PENDING_FIELDS,
    PUBLISHER_FIELDS,
    Errors,
    FormErrors,
    PublisherForm,
)
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State, User

PATHS = (
    "/manage/account/publishing/",
    "/manage/project/{name}/settings/publishing/",
    "/manage/project/{name}/release/{version}/",
    token_page.PATH,
    *accounts.PATHS,
)
#: refusal -> the page that lets the user put it right
REDIRECTS = {
    "login-required": accounts.LOGIN,
    "form-unverified-email": accounts.UNVERIFIED,
    "form-two-factor": accounts.TWO_FACTOR,
}


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


def respond(
    state: State, site: Site, dependencies: Dependencies, request: Request, fields: Fields
) -> Response:
    """Show the page or apply the posted form; report each refusal."""
    path = request.url.path
    if path in accounts.PATHS:
        return accounts.respond(state, site, request, fields)
    try:
        user = signed_in_user(state)
        project = project_in_path(state, request, user)
    except Refused as refused:
        return _deny(state, site, dependencies, refused, path)
    asked = PageRequest(state, site, dependencies, request, fields, user, project)
    if request.method != "POST":
        return _show(asked, Fields(request.query_params.multi_items()), {})
    try:
        return _post(asked)
    except Refused as refused:
        _flash(state, site, dependencies, refused)
        return _show(asked, fields, {})
    except FormErrors as invalid:
        _flash(state, site, dependencies, Refused("form-invalid", {}))
        return _show(asked, fields, invalid.errors)


def _flash(state: State, site: Site, dependencies: Dependencies, refused: Refused) -> None:
    text = refused.text(site)
    dependencies.on_refusal(refused.refusal.slug, text)
    state.flashes.append(("error", text))


def _deny(
    state: State, site: Site, dependencies: Dependencies, refused: Refused, path: str
) -> Response:
    _flash(state, site, dependencies, refused)
    location = REDIRECTS.get(refused.refusal.slug)
    if location is None:
        return page(state, site, "Forbidden", "", refused.refusal.status)
    return RedirectResponse(f"{location}?next={quote(path, safe='')}", refused.refusal.status)


def _post(asked: PageRequest) -> Response:
    if asked.request.url.path == token_page.PATH:
        return token_page.create(asked.state, asked.site, asked.fields, asked.user)
    message = _apply_form(asked)
    if message is None:
        return _show(asked, asked.fields, {})
    asked.state.flashes.append(("success", message))
    return RedirectResponse(asked.request.url.path, 303)


def _apply_form(asked: PageRequest) -> str | None:
    """Apply the posted form and return the success message; None shows the page again.

    The names of the fields tell which form it is. Raises HTTPException 404 if they fit none.
    """
    state, project, fields = asked.state, asked.project, asked.fields
    names = set(fields.names)
    form = PublisherForm(state, asked.site, asked.dependencies, fields)
    if project is None:
        if names.issuperset(PENDING_FIELDS):
            return publisher_management.add_pending(form, asked.user.username)
        if names.issuperset(publisher_management.REMOVE_FIELDS):
            return publisher_management.remove_pending(state, asked.user.username, fields)
    elif "version" in asked.request.path_params:
        version = asked.request.path_params["version"]
        if release_settings.CONFIRM in names:
            now = asked.dependencies.now()
            return release_settings.delete(state, project, version, fields, now)
        return release_settings.yank(project, version, fields)
    elif names.issuperset(publisher_management.CONSTRAIN_FIELDS):
        return publisher_management.constrain(state, project, fields)
    elif names.issuperset(PUBLISHER_FIELDS):
        return publisher_management.add(form, project)
    elif names.issuperset(publisher_management.REMOVE_FIELDS):
        return publisher_management.remove(state, project, fields)
    raise HTTPException(404)


def _show(asked: PageRequest, fields: Fields, errors: Errors) -> Response:
    state, site, project = asked.state, asked.site, asked.project
    if asked.request.url.path == token_page.PATH:
        return page(state, site, "Create API token", token_page.form_html(state, asked.user))
    if "version" in asked.request.path_params:
        forms = release_settings.yank_form() + release_settings.delete_form()
        return page(state, site, "Release settings", forms)
    body = publisher_page.body(state, site, asked.user, project, fields, errors)
    return page(state, site, "Trusted Publisher Management", body)
