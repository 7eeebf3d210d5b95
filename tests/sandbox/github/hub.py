"""What the API's handlers share: the state as it is now, the repository, events and the runner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .bare import Bare
from .call import Call, Judge, not_found
from .events import Events
from .refusals import Listener, refuse
from .runs import Run
from .state import State
from .workflow import parse


class Jobs(Protocol):
    """The runner, as far as the API needs it."""

    def artifacts(self, run: Run) -> Path: ...
    def rerun(self, run: Run) -> None: ...
    def rerun_failed(self, run: Run) -> None: ...


@dataclass
class Hub:
    """`state` may be swapped for a restored one; handlers must not keep a copy."""

    state: State
    bare: Bare
    events: Events
    runner: Jobs
    refused: Listener
    judge: Judge | None = None

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
