"""The page that creates API tokens."""

from __future__ import annotations

from html import escape

from starlette.responses import Response

from tests.sandbox.pypi import macaroons
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State, User

PATH = "/manage/account/token/"


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


def create(state: State, site: Site, fields: Fields, user: User) -> Response:
    """Create the token and show it; no later page shows it again."""
    scope = fields.first("token_scope") or ""
    project = state.project(scope.removeprefix("scope:project:")) if ":project:" in scope else None
    if not fields.first("description") or (project is None and scope != "scope:user"):
        state.flashes.append(("error", "API token not created: name it and choose its scope"))
        return page(state, site, "Create API token", form_html(state, user))
    caveats = [[1, [project.normalized]]] if project else [[3, user.id]]
    text, _ = macaroons.issue(
        state, site.domain, caveats, user=user.username, description=fields.first("description")
    )
    return page(state, site, "API token", f'<code id="provisioned-key">{text}</code>')
