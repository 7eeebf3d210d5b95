"""The page that creates API tokens, and the list in the account settings that removes them."""

from __future__ import annotations

from html import escape

from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import macaroons, security_history
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State, User

PATH, LIST = "/manage/account/token/", "/manage/account/"
REMOVE = "macaroon_id"


def form_html(state: State, user: User) -> str:
    options = "".join(
        f'<option value="scope:project:{escape(p.name)}">Project: {escape(p.name)}</option>'
        for p in state.projects.values()
        if user.username in p.roles
    )
    scopes = (
        '<p><label for="token_scope">Scope</label>\n<select id="token_scope" name="token_scope">'
        '<option value="scope:unspecified" disabled selected>Select scope...</option>'
        f'<option value="scope:user">Entire account (all projects)</option>{options}</select></p>\n'
    )
    return form(field("description", "Token name") + scopes, "Create token")


def create(state: State, site: Site, fields: Fields, user: User, now: float) -> Response:
    """Create the token and show it; no later page shows it again."""
    scope = fields.first("token_scope") or ""
    project = state.project(scope.removeprefix("scope:project:")) if ":project:" in scope else None
    if not fields.first("description") or (project is None and scope != "scope:user"):
        state.flashes.append(("error", "API token not created: name it and choose its scope"))
        return page(state, site, "Create API token", form_html(state, user))
    caveats = [[1, [project.normalized]]] if project else [[3, user.id]]
    name = fields.first("description") or ""
    text, _ = macaroons.issue(state, site.domain, caveats, user=user.username, description=name)
    detail = f"Token name: {name}"
    security_history.record(state, now, user.username, "API token added", detail)
    if project:
        security_history.record(state, now, project.id, "API token created", detail)
    return page(state, site, "API token", f'<code id="provisioned-key">{text}</code>')


def list_html(state: State, user: User) -> str:
    """Return a form for each token of the user; PyPI asks for the password in it."""
    forms = "".join(
        f"<p>{escape(token.description)}</p>\n"
        + form(
            f'<input type="hidden" name="{REMOVE}" value="{token.id}">\n'
            + field("confirm_password", "Password", kind="password"),
            "Remove API token",
            PATH,
        )
        for token in state.tokens.values()
        if token.user == user.username
    )
    return f"<h2>API tokens</h2>\n{forms}"


def remove(state: State, _site: Site, fields: Fields, user: User, now: float) -> Response:
    """Delete the token: what it has uploaded stays, and it uploads no more."""
    token = state.tokens.get(fields.first(REMOVE) or "")
    if token is None or token.user != user.username:
        state.flashes.append(("warning", "API Token does not exist."))
        return RedirectResponse(LIST, 303)
    del state.tokens[token.id]
    identifier = f"Unique identifier: {token.id}"
    security_history.record(state, now, user.username, "API token removed", identifier)
    state.flashes.append(("success", f"Deleted API token '{token.description}'."))
    return RedirectResponse(LIST, 303)
