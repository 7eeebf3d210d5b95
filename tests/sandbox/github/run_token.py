"""The permissions of a workflow run's own token."""

from __future__ import annotations

from tests.sandbox.github.api_call import Call
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.workflow import parse


def require_grant(context: ApiContext, call: Call, scope: str) -> None:
    """Accept any person's token; accept a run's token when its workflow grants write in `scope`.

    Raises:
        Refused: 403, with GitHub's message.
    """
    run = next((run for run in context.state.runs if run.token == call.token), None)
    if run is None:
        return
    text = context.bare.file(run.sha, run.path) or ""
    if not parse(text, run.path).grants(scope):
        refuse("resource-not-accessible")
