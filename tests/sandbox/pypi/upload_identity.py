"""The user or publisher of an upload's token, and its permission for the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.sandbox.pypi import macaroons
from tests.sandbox.pypi.caveats import Context
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Project, Publisher, State, Token, User

ARCHIVED = ("archived", "archived-noindex")


@dataclass(frozen=True)
class Identity:
    """A token and its owner: `user` or `publisher`, the other one is None."""

    macaroon: Any
    token: Token
    user: User | None
    publisher: Publisher | None


def identify(state: State, authorization: str) -> Identity:
    """Return the identity for an Authorization header; refuse one that may not upload.

    Source: warehouse/forklift/decorators.py.
    """
    if "read-only" in state.flags:
        refuse("index-read-only")
    if "disallow-new-upload" in state.flags:
        refuse("uploads-disabled")
    found = macaroons.find(state, macaroons.from_header(authorization))
    if found is None:
        refuse("invalid-auth")
    macaroon, token = found
    user = state.users.get(token.user or "")
    publisher = state.publishers.get(token.publisher or "")
    if (user is None and publisher is None) or (user and user.is_frozen):
        refuse("invalid-auth")
    return Identity(macaroon, token, user, publisher)


def check_account(user: User | None) -> None:
    """Refuse a user without a verified address or a second factor; a publisher needs neither.

    Source: `_ensure_user_can_upload`, warehouse/forklift/legacy.py.
    """
    if user and user.email != "verified":
        refuse("unverified-email", user=user.username)
    if user and not user.two_factor:
        refuse("two-factor-required", user=user.username)


def check_permission(identity: Identity, project: Project, now: float) -> None:
    """Refuse by the token's caveats, the user's role or the project's status, in this order."""
    user, publisher = identity.user, identity.publisher
    context = Context(now, user, publisher, project)
    macaroons.verify(identity.macaroon, identity.token, context)
    archived = project.lifecycle_status in ARCHIVED
    if user and (archived or user.username not in project.roles):
        refuse("not-project-member", user=user.username, project=project.name)
    if publisher and (archived or project.lifecycle_status == "quarantine-enter"):
        refuse("project-closed", project=project.name)
