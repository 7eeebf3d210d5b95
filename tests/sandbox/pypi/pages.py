"""The web pages with forms: who may see them, what they show, which form was posted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from . import accounts, publishing
from .fields import Fields
from .markup import field, form, page
from .publishing import FormErrors
from .refusals import CATALOGUE, Refused
from .state import Project, Publisher, State, User

if TYPE_CHECKING:
    from .index import Index

ACCOUNT = "/manage/account/publishing/"
PROJECT = "/manage/project/{name}/settings/publishing/"
RELEASE = "/manage/project/{name}/release/{version}/"
TOKEN = "/manage/account/token/"
PATHS = (ACCOUNT, PROJECT, RELEASE, TOKEN, *accounts.PATHS)
#: field -> (label, placeholder), as on the real pages
LABELS = {
    "project_name": ("{site} Project Name", "project name"),
    "owner": ("Owner", "owner"),
    "repository": ("Repository name", "repository"),
    "workflow_filename": ("Workflow name", "workflow.yml"),
    "environment": ("Environment name (optional)", "release"),
}


def serve(index: Index, request: Request, fields: Fields) -> Response:
    """The page asked for, or what its form does; every refusal is recorded."""
    state, path = index.state, request.url.path
    if path in accounts.PATHS:
        return accounts.serve(index, request, fields)
    user = state.users.get(state.signed_in or "")
    if away := _turned_away(index, user, path):
        return away
    assert user is not None
    try:
        return _route(index, request, fields, user)
    except Refused as refused:
        text = refused.text(index.site)
        index.services.refused(refused.refusal.slug, text)
        state.flashes.append(("error", text))
        return _show(index, request, fields, user, {})
    except FormErrors as wrong:
        index.services.refused(
            "form-invalid", "; ".join(m for ms in wrong.errors.values() for m in ms)
        )
        state.flashes.append(("error", CATALOGUE["form-invalid"].says))
        return _show(index, request, fields, user, wrong.errors)


def _turned_away(index: Index, user: User | None, path: str) -> Response | None:
    """Where somebody is sent first: to log in, to verify the address, to set up two factors."""
    slug, place = "login-required", "/account/login/"
    if user and user.email != "verified":
        slug, place = "form-unverified-email", "/manage/unverified-account/"
    elif user and not user.two_factor:
        slug, place = "form-two-factor", "/manage/account/two-factor/"
    elif user:
        return None
    text = CATALOGUE[slug].says
    index.services.refused(slug, text)
    index.state.flashes.append(("error", text))
    return RedirectResponse(f"{place}?next={quote(path, safe='')}", 303)


def _project(index: Index, request: Request, user: User) -> Project | None:
    """The project in the path, None where there is none; only its owners may see the page."""
    name = request.path_params.get("name")
    project = index.state.project(name) if name else None
    if name and project is None:
        raise HTTPException(404)
    if project and user.username not in project.owners:
        index.services.refused("form-forbidden", CATALOGUE["form-forbidden"].says)
        raise HTTPException(403)
    return project


def _route(index: Index, request: Request, fields: Fields, user: User) -> Response:
    project, path = _project(index, request, user), request.url.path
    if request.method != "POST":
        return _show(index, request, Fields(request.query_params.multi_items()), user, {})
    if path == TOKEN:
        return accounts.create_token(index, request, fields, user)
    if project and "version" in request.path_params:
        message: str | None = accounts.yank(project, request.path_params["version"], fields)
    else:
        message = _publish(index, fields, user, project)
    if message is None:
        return _show(index, request, fields, user, {})
    index.state.flashes.append(("success", message))
    return RedirectResponse(path, 303)


def _publish(index: Index, fields: Fields, user: User, project: Project | None) -> str | None:
    """The form is known by its fields; a field that was not sent at all makes it no form."""
    state = index.state
    sent = set(fields.names)
    entry = publishing.Form(state, index.site, index.services, fields)
    if project is None and sent.issuperset(publishing.PENDING_FIELDS):
        return publishing.add_pending(entry, user.username)
    if project is None and sent.issuperset(publishing.REMOVE_FIELDS):
        return publishing.remove_pending(state, user.username, fields)
    if project and sent.issuperset(publishing.CONSTRAIN_FIELDS):
        return publishing.constrain(state, project, fields)
    if project and sent.issuperset(publishing.PUBLISHER_FIELDS):
        return publishing.add(entry, project)
    if project and sent.issuperset(publishing.REMOVE_FIELDS):
        return publishing.remove(state, project, fields)
    raise HTTPException(404)


def _show(
    index: Index, request: Request, fields: Fields, user: User, errors: publishing.Errors
) -> Response:
    state, site = index.state, index.site
    project = _project(index, request, user)
    if request.url.path == TOKEN:
        return page(state, site, "Create API token", accounts.token_form(state, user))
    if "version" in request.path_params:
        return page(state, site, "Release", accounts.yank_form())
    names = publishing.PUBLISHER_FIELDS if project else publishing.PENDING_FIELDS
    inputs = "".join(
        field(name, LABELS[name][0].format(site=site.title), fields.first(name) or "",
              errors.get(name), LABELS[name][1])
        for name in names
    )  # fmt: skip
    title = "Add a new publisher" if project else "Add a new pending publisher"
    body = f"<h2>{title}</h2>\n<h3>GitHub</h3>\n{form(inputs, 'Add')}"
    return page(state, site, "Trusted Publisher Management", _listed(state, user, project) + body)


def _listed(state: State, user: User, project: Project | None) -> str:
    if project:
        own: list[Publisher] = [p for p in state.publishers.values() if project.id in p.projects]
    else:
        own = [p for p in state.pending.values() if p.added_by == user.username]
    return "".join(map(_row, own))


def _row(publisher: Publisher) -> str:
    name = escape(getattr(publisher, "project_name", ""))
    place = escape(f"{publisher.owner}/{publisher.repository} {publisher.workflow}")
    environment = escape(publisher.environment or "(Any)")
    hidden = f'<input type="hidden" name="publisher_id" value="{publisher.id}">'
    return f"<p>{name} GitHub {place} {environment}</p>\n{form(hidden, 'Remove')}"
