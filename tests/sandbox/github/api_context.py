"""What the API's handlers share: the state as it is now, the repository, events and the runner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.sandbox.github.api_call import Call, ResponseCheck, not_found
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.events import Events
from tests.sandbox.github.refusals import Listener, refuse
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import parse


class Jobs(Protocol):
    """The runner, as far as the API needs it."""

    def artifacts(self, run: Run) -> Path: ...
    def rerun(self, run: Run) -> None: ...
    def rerun_failed(self, run: Run) -> None: ...


@dataclass
class ApiContext:
    """`state` may be swapped for a restored one; handlers must not keep a copy."""

    state: State
    bare: Bare
    events: Events
    runner: Jobs
    refused: Listener
    check_response: ResponseCheck | None = None

    def run(self, call: Call) -> Run:
        """The run that the address names; 404 when there is none."""
        found = self.state.run(int(call.path["run"]))
        if found is None:
            raise not_found()
        return found

    def login_of(self, token: str | None) -> str | None:
        return self.state.tokens.get(token or "")

    def check(self, call: Call, scope: str) -> None:
        """People here may write; a run's own token only in what its workflow grants.

        Raises:
            Refused: 403, in GitHub's words.
        """
        run = next((run for run in self.state.runs if run.token == call.token), None)
        if run is None:
            return
        text = self.bare.file(run.sha, run.path) or ""
        if not parse(text, run.path).grants(scope):
            refuse("resource-not-accessible")
