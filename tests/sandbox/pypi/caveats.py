"""The caveats of PyPI's tokens: JSON arrays of a tag and the fields of its rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import StrictInt, StrictStr, TypeAdapter, ValidationError

from tests.sandbox.pypi.state import Project, Publisher, User


@dataclass(frozen=True)
class Context:
    """The request that a token must permit; `now` is in seconds since the epoch."""

    now: float
    user: User | None = None
    publisher: Publisher | None = None
    project: Project | None = None


def _expiration(context: Context, expires_at: int, not_before: int) -> str | None:
    return None if not_before <= int(context.now) < expires_at else "token is expired"


def _project_name(context: Context, normalized_names: list[str]) -> str | None:
    return _scoped(context, lambda project: project.normalized in normalized_names)


def _project_id(context: Context, project_ids: list[str]) -> str | None:
    return _scoped(context, lambda project: project.id in project_ids)


def _scoped(context: Context, includes: Callable[[Project], bool]) -> str | None:
    if context.project is None:
        return "project-scoped token used outside of a project context"
    if not includes(context.project):
        return f"project-scoped token is not valid for project: {context.project.name!r}"
    return None


def _request_user(context: Context, user_id: str) -> str | None:
    if context.user is None:
        return "token with user restriction without a user"
    if context.user.id != user_id:
        return "current user does not match user restriction in token"
    return None


def _oidc_publisher(context: Context, publisher_id: str) -> str | None:
    if context.publisher is None:
        return "OIDC scoped token used outside of an OIDC identified request"
    if context.publisher.id != publisher_id:
        return "current OIDC publisher does not match publisher restriction in token"
    if context.project is None:
        return "OIDC scoped token used outside of a project context"
    if context.project.id not in context.publisher.projects:
        return f"OIDC scoped token is not valid for project '{context.project.name}'"
    return None


#: tag -> (rule, types of its fields in order)
RULES: dict[int, tuple[Callable[..., str | None], tuple[Any, ...]]] = {
    0: (_expiration, (StrictInt, StrictInt)),
    1: (_project_name, (list[StrictStr],)),
    2: (_project_id, (list[StrictStr],)),
    3: (_request_user, (StrictStr,)),
    4: (_oidc_publisher, (StrictStr,)),
}


def failure(caveat: str, context: Context) -> str | None:
    """Return why `caveat` does not permit the request, None if it does.

    Source: warehouse/macaroons/caveats.
    """
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
    return rule(context, *values)
