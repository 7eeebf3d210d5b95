"""What the API's handlers share: the current state, the repository, events and the runner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from starlette.responses import Response

from tests.sandbox.github.api_call import Call
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.events import Events
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State


class RunnerApi(Protocol):
    """The part of the runner that handlers use."""

    def artifacts(self, run: Run) -> Path: ...
    def rerun(self, run: Run) -> None: ...
    def rerun_failed(self, run: Run) -> None: ...
    def cancel(self, run: Run) -> None: ...


@dataclass
class ApiContext:
    """`state` is replaced when a snapshot is restored, so handlers must not keep a copy."""

    state: State
    bare: Bare
    events: Events
    runner: RunnerApi

    def login_of(self, token: str) -> str | None:
        """None when the token is unknown."""
        return self.state.tokens.get(token)


#: A handler of one route; it may raise ApiError.
Handler = Callable[[ApiContext, Call], Response]
