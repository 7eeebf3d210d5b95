"""Access to the pages with forms (warehouse/accounts/security_policy.py)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Project, State, User


def signed_in_user(state: State, *, verified: bool = True, two_factor: bool = True) -> User:
    """Return the signed-in user; refuse without one, a verified address or a second factor.

    The page that verifies the address needs neither, and the one for the second factor needs the
    address only.
    """
    user = state.users.get(state.signed_in or "")
    if user is None:
        refuse("login-required")
    if verified and user.email != "verified":
        refuse("form-unverified-email")
    if two_factor and not user.two_factor:
        refuse("form-two-factor")
    return user


def project_in_path(state: State, request: Request, user: User) -> Project | None:
    """Return the project that the path names, None if it names none; refuse if not the owner's.

    Raises HTTPException 404 for an unknown project.
    """
    name = request.path_params.get("name")
    project = state.project(name) if name else None
    if name and project is None:
        raise HTTPException(404)
    if project and user.username not in project.owners:
        refuse("form-forbidden")
    return project
