"""The pages to register, log in and verify the address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import second_factor
from tests.sandbox.pypi.access import signed_in_user
from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State, User

REGISTER, LOGIN = "/account/register/", "/account/login/"
UNVERIFIED = "/manage/unverified-account/"
#: path -> (title, {field: label}, button)
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
}  # fmt: skip
PATHS = (*FORMS, *second_factor.PATHS)
#: path -> the page that the posted form leads to
NEXT = {REGISTER: UNVERIFIED, UNVERIFIED: second_factor.TWO_FACTOR}


def respond(
    state: State, site: Site, dependencies: Dependencies, request: Request, fields: Fields
) -> Response:
    """Show the form or apply the posted one; passwords and codes are neither checked nor stored.

    Raises Refused on the pages of an account: without one, and for a second factor without a
    verified address.
    """
    path = request.url.path
    if path in second_factor.PATHS:
        user = signed_in_user(state, two_factor=False)
        return second_factor.respond(state, site, request, fields, user)
    if path == UNVERIFIED:
        signed_in_user(state, verified=False, two_factor=False)
    title, labels, button = FORMS[path]
    errors: dict[str, list[str]] = {}
    if request.method == "POST" and path == REGISTER and _prohibited(state, fields):
        text = Refused("email-domain-refused", {}).text(site)
        dependencies.on_refusal("email-domain-refused", text)
        errors = {"email": [text]}
    elif request.method == "POST":
        location = _apply(state, path, fields)
        if location:
            return RedirectResponse(request.query_params.get("next", location), 303)
        state.flashes.append(("error", "No such user."))
    inputs = "".join(
        field(
            name, label, errors=errors.get(name), kind="password" if "password" in name else "text"
        )
        for name, label in labels.items()
    )
    return page(state, site, title, form(inputs, button))


def _prohibited(state: State, fields: Fields) -> bool:
    """Whether the address is at a domain that PyPI's administrators prohibit."""
    return (fields.first("email") or "").rpartition("@")[2].lower() in state.prohibited_domains


def _apply(state: State, path: str, fields: Fields) -> str | None:
    """Apply the form and return the next path; None for an unknown user."""
    name = fields.first("username") or state.signed_in or ""
    if path == REGISTER:
        state.users.setdefault(name, User(name, email="unverified", two_factor=False))
    user = state.users.get(name)
    if user is None:
        return None
    state.signed_in = name
    if path == UNVERIFIED:  # The form replaces the link in PyPI's e-mail.
        user.email = "verified"
    return NEXT.get(path, "/manage/account/publishing/")
