"""The account's own pages: register, verify the address, two factors, API tokens; yanking."""

from __future__ import annotations

from html import escape

from packaging.utils import canonicalize_version
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import macaroons
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State, User

REGISTER, LOGIN = "/account/register/", "/account/login/"
UNVERIFIED, TWO_FACTOR = "/manage/unverified-account/", "/manage/account/two-factor/"
#: path -> (title, the fields with their labels, the button)
FORMS: dict[str, tuple[str, dict[str, str], str]] = {
    REGISTER: (
        "Create an account",
        {
            "full_name": "Name (optional)", "email": "Email address", "username": "Username",
            "new_password": "Password", "password_confirm": "Confirm password",
        },
        "Create account",
    ),
    LOGIN: ("Log in", {"username": "Username", "password": "Password"}, "Log in"),
    UNVERIFIED: ("Verify your email address", {}, "Verify"),
    TWO_FACTOR: ("Two factor authentication", {"totp_value": "Authentication code"}, "Set up"),
}  # fmt: skip
PATHS = tuple(FORMS)


def serve(state: State, site: Site, request: Request, fields: Fields) -> Response:
    """Shows the form, or does what it says; passwords are not looked at, nor kept."""
    path = request.url.path
    title, labels, button = FORMS[path]
    if request.method == "POST":
        place = _act(state, path, fields)
        if place:
            return RedirectResponse(request.query_params.get("next", place), 303)
        state.flashes.append(("error", "No such user."))
    inputs = "".join(field(name, label) for name, label in labels.items())
    return page(state, site, title, form(inputs, button))


def _act(state: State, path: str, fields: Fields) -> str | None:
    """Where to go next; None if nothing could be done."""
    name = fields.first("username") or state.signed_in or ""
    if path == REGISTER:
        state.users.setdefault(name, User(name, email="unverified", two_factor=False))
    user = state.users.get(name)
    if user is None:
        return None
    state.signed_in = name
    if path == UNVERIFIED:  # the link in the e-mail
        user.email = "verified"
    if path == TWO_FACTOR:
        user.two_factor = True
    return TWO_FACTOR if path == UNVERIFIED else "/manage/account/publishing/"


def token_form(state: State, user: User) -> str:
    options = "".join(
        f'<option value="scope:project:{escape(p.name)}">Project: {escape(p.name)}</option>'
        for p in state.projects.values()
        if user.username in p.roles
    )
    scopes = (
        '<p><label for="token_scope">Scope</label>\n<select id="token_scope" name="token_scope">'
        f'<option value="scope:user">Entire account (all projects)</option>{options}</select></p>\n'
    )
    return form(field("description", "Token name") + scopes, "Create token")


def create_token(state: State, site: Site, fields: Fields, user: User) -> Response:
    """Shows the new token, this once."""
    scope = fields.first("token_scope") or ""
    project = state.project(scope.removeprefix("scope:project:")) if ":project:" in scope else None
    if not fields.first("description") or (project is None and scope != "scope:user"):
        state.flashes.append(("error", "API token not created: name it and choose its scope"))
        return page(state, site, "Create API token", token_form(state, user))
    caveats = [[1, [project.normalized]]] if project else [[3, user.id]]
    text, _ = macaroons.issue(
        state, site.domain, caveats, user=user.username, description=fields.first("description")
    )
    return page(state, site, "API token", f'<code id="provisioned-key">{text}</code>')


def yank_form() -> str:
    inputs = field("confirm_yank_version", "Version") + field("yanked_reason", "Reason (optional)")
    return form(inputs, "Yank release")


def yank(project: Project, version: str, fields: Fields) -> str:
    """Hides a release from those who do not ask for it by number."""
    release = project.releases.get(canonicalize_version(version))
    if release is None:
        raise HTTPException(404)
    if (fields.first("confirm_yank_version") or "").strip() != release.version:
        raise HTTPException(400)
    release.yanked, release.yanked_reason = True, fields.first("yanked_reason") or ""
    return f"Yanked release {release.version!r}"
