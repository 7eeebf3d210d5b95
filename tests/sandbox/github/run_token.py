"""The permissions of a job's own token, GITHUB_TOKEN."""

from __future__ import annotations

from tests.sandbox.github.api_call import Call
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.state import State

#: The refusals that a page explains, by scope.
_SLUGS = {"contents": "release-step-needs-contents-write"}
_LEVELS = ("none", "read", "write")


def granted(state: State, token: str, scope: str, level: str) -> bool:
    """Whether the token of a job has at least `level` in `scope`; true for a person's token."""
    for run in state.runs:
        for job in (*run.jobs, *run.earlier):
            if job.token == token:
                return _LEVELS.index(job.permissions[scope]) >= _LEVELS.index(level)
    return True


def require_grant(context: ApiContext, call: Call, scope: str) -> None:
    """Accept any person's token; accept a job's token when the job has write in `scope`.

    Raises:
        Refused: 403, with GitHub's message.
    """
    if not granted(context.state, call.token, scope, "write"):
        refuse(_SLUGS.get(scope, "resource-not-accessible"))
