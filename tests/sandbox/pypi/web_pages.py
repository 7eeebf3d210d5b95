"""The web pages with forms: who may see them, what they show, which form was posted."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import (
    accounts,
    publisher_page,
    publisher_registration,
    release_deletion,
)
from tests.sandbox.pypi.admission import admitted, project_of
from tests.sandbox.pypi.dependencies import Services
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import page
from tests.sandbox.pypi.publisher_form import (
    PENDING_FIELDS,
    PUBLISHER_FIELDS,
    Errors,
    Form,
    FormErrors,
)
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State, User

TOKEN = "/manage/account/token/"
PATHS = (
    "/manage/account/publishing/",
    "/manage/project/{name}/settings/publishing/",
    "/manage/project/{name}/release/{version}/",
    TOKEN,
    *accounts.PATHS,
)
#: what turns somebody away -> where they are sent
ELSEWHERE = {
    "login-required": "/account/login/",
    "form-unverified-email": "/manage/unverified-account/",
    "form-two-factor": "/manage/account/two-factor/",
}


@dataclass(frozen=True)
class Visit:
    """A signed-in user on a page: `project` is the one in the path, if the path has one."""

    state: State
    site: Site
    services: Services
    request: Request
    fields: Fields
    user: User
    project: Project | None


def serve(
    state: State, site: Site, services: Services, request: Request, fields: Fields
) -> Response:
    """The page asked for, or what its form does; every refusal is recorded."""
    path = request.url.path
    if path in accounts.PATHS:
        return accounts.serve(state, site, request, fields)
    try:
        user = admitted(state)
        project = project_of(state, request, user)
    except Refused as refused:
        return _turned_away(state, site, services, refused, path)
    visit = Visit(state, site, services, request, fields, user, project)
    if request.method != "POST":
        return _show(visit, Fields(request.query_params.multi_items()), {})
    try:
        return _posted(visit)
    except Refused as refused:
        _flash(state, site, services, refused)
        return _show(visit, fields, {})
    except FormErrors as wrong:
        _flash(state, site, services, Refused("form-invalid", {}))
        return _show(visit, fields, wrong.errors)


def _flash(state: State, site: Site, services: Services, refused: Refused) -> None:
    text = refused.text(site)
    services.refused(refused.refusal.slug, text)
    state.flashes.append(("error", text))


def _turned_away(
    state: State, site: Site, services: Services, refused: Refused, path: str
) -> Response:
    """To log in, to verify the address, to set up two factors; or nowhere."""
    _flash(state, site, services, refused)
    place = ELSEWHERE.get(refused.refusal.slug)
    if place is None:
        return page(state, site, "Forbidden", "", refused.refusal.status)
    return RedirectResponse(f"{place}?next={quote(path, safe='')}", refused.refusal.status)


def _posted(visit: Visit) -> Response:
    if visit.request.url.path == TOKEN:
        return accounts.create_token(visit.state, visit.site, visit.fields, visit.user)
    message = _done(visit)
    if message is None:
        return _show(visit, visit.fields, {})
    visit.state.flashes.append(("success", message))
    return RedirectResponse(visit.request.url.path, 303)


def _done(visit: Visit) -> str | None:
    """What the posted form did; None if the page is just shown again.

    A form is known by its fields: one that was not sent at all makes it no form.
    """
    state, project, fields = visit.state, visit.project, visit.fields
    sent = set(fields.names)
    entry = Form(state, visit.site, visit.services, fields)
    if project is None:
        if sent.issuperset(PENDING_FIELDS):
            return publisher_registration.add_pending(entry, visit.user.username)
        if sent.issuperset(publisher_registration.REMOVE_FIELDS):
            return publisher_registration.remove_pending(state, visit.user.username, fields)
    elif "version" in visit.request.path_params:
        version = visit.request.path_params["version"]
        if release_deletion.CONFIRM in sent:
            return release_deletion.delete(state, project, version, fields, visit.services.now())
        return accounts.yank(project, version, fields)
    elif sent.issuperset(publisher_registration.CONSTRAIN_FIELDS):
        return publisher_registration.constrain(state, project, fields)
    elif sent.issuperset(PUBLISHER_FIELDS):
        return publisher_registration.add(entry, project)
    elif sent.issuperset(publisher_registration.REMOVE_FIELDS):
        return publisher_registration.remove(state, project, fields)
    raise HTTPException(404)


def _show(visit: Visit, fields: Fields, errors: Errors) -> Response:
    state, site, project = visit.state, visit.site, visit.project
    if visit.request.url.path == TOKEN:
        return page(state, site, "Create API token", accounts.token_form(state, visit.user))
    if "version" in visit.request.path_params:
        forms = accounts.yank_form() + release_deletion.delete_form()
        return page(state, site, "Release settings", forms)
    body = publisher_page.body(state, site, visit.user, project, fields, errors)
    return page(state, site, "Trusted Publisher Management", body)
