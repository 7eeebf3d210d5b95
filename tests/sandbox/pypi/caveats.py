"""The caveats of PyPI's tokens: JSON arrays that begin with a tag, one rule each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import StrictInt, StrictStr, TypeAdapter, ValidationError

from tests.sandbox.pypi.state import Project, Publisher, User


@dataclass(frozen=True)
class Context:
    """Who asks, for which project, at what time (seconds since the epoch)."""

    now: float
    user: User | None = None
    publisher: Publisher | None = None
    project: Project | None = None


def _expiration(at: Context, expires_at: int, not_before: int) -> str | None:
    return None if not_before <= int(at.now) < expires_at else "token is expired"


def _project_name(at: Context, normalized_names: list[str]) -> str | None:
    return _scoped(at, at.project.normalized in normalized_names if at.project else False)


def _project_id(at: Context, project_ids: list[str]) -> str | None:
    return _scoped(at, at.project.id in project_ids if at.project else False)


def _scoped(at: Context, included: bool) -> str | None:
    if at.project is None:
        return "project-scoped token used outside of a project context"
    if not included:
        return f"project-scoped token is not valid for project: {at.project.name!r}"
    return None


def _request_user(at: Context, user_id: str) -> str | None:
    if at.user is None:
        return "token with user restriction without a user"
    if at.user.id != user_id:
        return "current user does not match user restriction in token"
    return None


def _oidc_publisher(at: Context, publisher_id: str) -> str | None:
    if at.publisher is None:
        return "OIDC scoped token used outside of an OIDC identified request"
    if at.publisher.id != publisher_id:
        return "current OIDC publisher does not match publisher restriction in token"
    if at.project is None:
        return "OIDC scoped token used outside of a project context"
    if at.project.id not in at.publisher.projects:
        return f"OIDC scoped token is not valid for project '{at.project.name}'"
    return None


#: tag -> (the rule, the types of its fields); the order of fields is their meaning.
RULES: dict[int, tuple[Callable[..., str | None], tuple[Any, ...]]] = {
    0: (_expiration, (StrictInt, StrictInt)),
    1: (_project_name, (list[StrictStr],)),
    2: (_project_id, (list[StrictStr],)),
    3: (_request_user, (StrictStr,)),
    4: (_oidc_publisher, (StrictStr,)),
}


def failure(caveat: str, at: Context) -> str | None:
    """Why `caveat` forbids what is asked, None if it does not (warehouse/macaroons/caveats)."""
    try:
        value = json.loads(caveat)
    except ValueError:
        return "unknown error"
    if not isinstance(value, list):
        return "caveat must be an array"
    if not value:
        return "caveat array cannot be empty"
    tag, *fields = value
    if tag not in RULES:
        return f"caveat has unknown tag: {tag}"
    rule, types = RULES[tag]
    if len(fields) < len(types):
        return "Not enough values"
    try:
        values = [TypeAdapter(t).validate_python(v) for t, v in zip(types, fields, strict=False)]
    except ValidationError:
        return "invalid values for fields"
    return rule(at, *values)
