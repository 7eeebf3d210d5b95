"""GitHub as one service: the API, the web pages, the repository, the OIDC issuer, the runner."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from overrides.hooks.facts import Facts
from tests.sandbox.github import pulls, routes
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.events import Events
from tests.sandbox.github.initial_state import initial_state
from tests.sandbox.github.oidc import Issuer
from tests.sandbox.github.permissions import InvalidWorkflowError
from tests.sandbox.github.refusals import Listener
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Account, Pull, State
from tests.sandbox.github.workflow import parse
from tests.sandbox.runner.action_catalogue import UnknownActionError
from tests.sandbox.runner.job_environment import job_environment
from tests.sandbox.runner.job_service import JobService
from tests.sandbox.runner.runner import Runner
from tests.sandbox.workstation.home import LOGIN


class GitHub:
    """`variables` returns a hosted runner's environment without HOME; it is called for each run."""

    def __init__(
        self,
        root: Path,
        facts: Facts,
        token: str,
        variables: Callable[[], Mapping[str, str]],
        check_response: ResponseCheck | None,
        refused: Listener,
    ) -> None:
        self._services, self._variables = root / "services", variables
        self._check_response, self._refused = check_response, refused
        self._repositories, artifacts = (
            self._services / "repositories",
            self._services / "artifacts",
        )
        artifacts.mkdir()
        self.bare = Bare(self._repositories / f"{facts.slug}.git")
        self.issuer = Issuer(time.time)
        self.uv_cache = self._services / "uv-cache"
        self.runner = Runner(
            self._services / "runs", artifacts, self.bare, lambda: self.state, self._job, refused
        )
        events = Events(lambda: self.state, self.bare, self.runner)
        self._context = ApiContext(initial_state(facts, token), self.bare, events, self.runner)

    @property
    def state(self) -> State:
        return self._context.state

    @state.setter
    def state(self, state: State) -> None:
        self._context.state = state
        self.issuer.omitted_claims.clear()

    def apps(self) -> dict[str, ASGIApp]:
        """Host name → application."""
        api = routes.api(self._context, self._check_response, self._refused)
        jobs = JobService(lambda: self.state, self.runner, self.issuer, self._refused)
        return {
            "api.github.com": api,
            "uploads.github.com": api,
            "github.com": routes.web(self._context, self._repositories),
            "127.0.0.1": jobs.app,
        }

    def _job(self, run: Run) -> dict[str, str]:
        home = self._services / "runs" / f"home-{run.id}-{run.attempt}"
        return {**self._variables(), **job_environment(home, self.uv_cache)}

    def dispatch(self, path: str, inputs: Mapping[str, str]) -> Run:
        """Start a run of main as the maintainer.

        Raises:
            ApiError: GitHub refuses it.
        """
        return self._context.events.dispatch(LOGIN, path, "main", inputs)

    def propose(self, pull: Pull) -> None:
        """Open a pull request whose commits are at refs/pull/N/head, as its author."""
        self.state.users.setdefault(pull.author, Account(pull.author, 50_000 + pull.number))
        self.state.pulls.append(pull)
        pulls.merge(self.bare, pull.number)
        self._context.events.pull_request_changed(pull.author, pull, "opened")

    def try_workflow(self, text: str, path: str) -> str | None:
        """Run a workflow that is not in the repository; the problem, or None when it passes."""
        try:
            event = next(iter(parse(text, path).triggers), "push")
            run = self._context.events.unlisted_run(path, event, LOGIN)
            return self.runner.try_out(run, text)
        except (InvalidWorkflowError, UnknownActionError) as error:
            return str(error)
