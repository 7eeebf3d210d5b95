"""Who may see a page with forms (warehouse/accounts/security_policy.py)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Project, State, User


def admitted(state: State) -> User:
    """The user who is signed in; refuses nobody, and a user whose account is not in order."""
    user = state.users.get(state.signed_in or "")
    if user is None:
        refuse("login-required")
    if user.email != "verified":
        refuse("form-unverified-email")
    if not user.two_factor:
        refuse("form-two-factor")
    return user


def project_of(state: State, request: Request, user: User) -> Project | None:
    """The project in the path, if there is one in it; refuses those who do not own it."""
    name = request.path_params.get("name")
    project = state.project(name) if name else None
    if name and project is None:
        raise HTTPException(404)
    if project and user.username not in project.owners:
        refuse("form-forbidden")
    return project
