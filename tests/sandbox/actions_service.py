"""GitHub Actions as one service: the runner, the service that jobs call, the OIDC issuer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.sandbox.github import dispatch
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.oidc import Issuer
from tests.sandbox.github.refusals import Listener, Refused
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.runner import own_python
from tests.sandbox.runner.action_catalogue import UnknownActionError
from tests.sandbox.runner.job_environment import job_environment
from tests.sandbox.runner.job_service import JobService
from tests.sandbox.runner.runner import Runner
from tests.sandbox.runner.trial import try_out

DISPATCH = "workflow_dispatch"


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
        found = {**self._variables(), **job_environment(home, self.uv_cache)}
        return self._with_own_python(found, run) if self.runner.guest.own_python else found

    def _with_own_python(self, found: dict[str, str], run: Run) -> dict[str, str]:
        folder = self._runs / f"python-{run.id}-{run.attempt}"
        return own_python.environment(found, own_python.make(folder))

    def try_workflow(
        self, text: str, path: str, new_run: Callable[[str, Mapping[str, str]], Run]
    ) -> str | None:
        """Run a workflow that need not be in the repository; the problem, or None when it passes.

        It is dispatched with its default inputs when that is a trigger of it, else its first event
        starts it. `new_run` makes an unlisted run for an event and inputs.
        """
        try:
            workflow = parse(text, path)
            if DISPATCH in workflow.triggers:
                run = new_run(DISPATCH, dispatch.accepted_inputs(workflow, {}))
            else:
                run = new_run(next(iter(workflow.triggers), "push"), {})
            return try_out(self.runner, run, text)
        except (InvalidWorkflowError, UnknownActionError, Refused) as error:
            return str(error)
