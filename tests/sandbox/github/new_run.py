"""Creates a workflow run with its payload, and the tokens of its jobs."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping

from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.json_accounts import account
from tests.sandbox.github.json_repository import repository
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import BOT, State


def new_run(
    state: State, bare: Bare, path: str, name: str, event: str, ref: str, commit: str, login: str,
    detail: Mapping[str, object],
) -> Run:  # fmt: skip
    """A queued run that is not yet in `state.runs`; `detail` is the event's part of the payload."""
    now = time.time()
    payload = {
        **detail, "ref": ref, "repository": repository(state),
        "sender": account(state.users[login]),
    }  # fmt: skip
    number = 1 + sum(run.path == path for run in state.runs)
    title = name if event == "workflow_dispatch" else bare.subject(commit)
    if isinstance(pull := detail.get("pull_request"), dict):
        title = str(pull["title"])
    return Run(
        state.new_id() + 9_000_000_000, number, path, name, title, event, ref, commit, login,
        payload, now, updated_at=now,
    )  # fmt: skip


def new_token(state: State) -> str:
    """A job's GITHUB_TOKEN."""
    token = f"sandbox-{secrets.token_hex(16)}"
    state.tokens[token] = BOT
    return token
