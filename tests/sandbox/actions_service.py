"""GitHub Actions as one service: the runner, the service that jobs call, the OIDC issuer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.oidc import Issuer
from tests.sandbox.github.refusals import Listener
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.runner.action_catalogue import UnknownActionError
from tests.sandbox.runner.job_environment import job_environment
from tests.sandbox.runner.job_service import JobService
from tests.sandbox.runner.runner import Runner


class Actions:
    """`variables` returns a hosted runner's environment without HOME; it is called for each run."""

    def __init__(
        self,
        folder: Path,
        bare: Bare,
        state: Callable[[], State],
        variables: Callable[[], Mapping[str, str]],
        refused: Listener,
        errors: ServiceErrors,
    ) -> None:
        self._runs, self._variables = folder / "runs", variables
        artifacts, self.uv_cache = folder / "artifacts", folder / "uv-cache"
        artifacts.mkdir()
        self.issuer = Issuer(time.time)
        self.runner = Runner(self._runs, artifacts, bare, state, self._environment, refused, errors)
        self.jobs = JobService(state, self.runner, self.issuer, refused).app

    def _environment(self, run: Run) -> dict[str, str]:
        home = self._runs / f"home-{run.id}-{run.attempt}"
        return {**self._variables(), **job_environment(home, self.uv_cache)}

    def try_workflow(self, text: str, path: str, new_run: Callable[[str], Run]) -> str | None:
        """Run a workflow that is not in the repository; the problem, or None when it passes.

        `new_run` makes an unlisted run for the event that it is given.
        """
        try:
            event = next(iter(parse(text, path).triggers), "push")
            return self.runner.try_out(new_run(event), text)
        except (InvalidWorkflowError, UnknownActionError) as error:
            return str(error)
