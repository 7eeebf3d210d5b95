"""GitHub as one service: the API, the web pages and the repository, with Actions behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from overrides.hooks.facts import Facts
from tests.sandbox.actions_service import Actions
from tests.sandbox.github import routes
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.device_login import DeviceLogin
from tests.sandbox.github.events import Events
from tests.sandbox.github.initial_state import initial_state
from tests.sandbox.github.refusals import Listener
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Pull, State
from tests.sandbox.github.unknown_addresses import recording
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.workstation.home import LOGIN


class GitHub:
    """`variables` returns a hosted runner's environment without HOME; it is called for each run."""

    def __init__(
        self,
        root: Path,
        facts: Facts,
        variables: Callable[[], Mapping[str, str]],
        check_response: ResponseCheck | None,
        refused: Listener,
        errors: ServiceErrors,
    ) -> None:
        folder = root / "services"
        self._repositories = folder / "repositories"
        self._check_response, self._refused = check_response, refused
        self.bare = Bare(self._repositories / f"{facts.slug}.git")
        self._actions = Actions(folder, self.bare, lambda: self.state, variables, refused, errors)
        self.issuer, self.runner = self._actions.issuer, self._actions.runner
        self.uv_cache = self._actions.uv_cache
        self._events = Events(lambda: self.state, self.bare, self.runner)
        state = initial_state(facts)
        self._context = ApiContext(state, self.bare, self._events, self.runner)
        self.device_login = DeviceLogin(self._context, LOGIN)
        #: Addresses of GitHub that clients asked for and that the stand-in does not have.
        self.unknown_addresses: list[str] = []

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
        web = routes.web(self._context, self._repositories, self.device_login, self._refused)
        apps: dict[str, ASGIApp] = {"api.github.com": api, "uploads.github.com": api}
        apps["github.com"] = web
        watched = {
            host: recording(app, host, lambda: self.state.full_name, self.unknown_addresses.append)
            for host, app in apps.items()
        }
        return {**watched, "127.0.0.1": self._actions.jobs}

    def dispatch(self, path: str, inputs: Mapping[str, str]) -> Run:
        """Start a run of the default branch as the maintainer.

        Raises:
            ApiError: GitHub refuses it.
        """
        return self._events.dispatch(LOGIN, path, self.state.default_branch, inputs)

    def begin(self, path: str, event: str, ref: str, detail: Mapping[str, object]) -> Run:
        """Start a run of one workflow by an event of the maintainer's, whatever its triggers."""
        return self._events.begin(path, event, ref, LOGIN, detail)

    def propose(self, pull: Pull) -> None:
        """Open a pull request whose commits are at refs/pull/N/head."""
        self._events.pull_request_opened(pull)

    def try_workflow(self, text: str, path: str) -> str | None:
        """Run a workflow that need not be in the repository; the problem, or None if it passes."""

        def new_run(event: str, inputs: Mapping[str, str]) -> Run:
            return self._events.unlisted_run(path, event, LOGIN, inputs)

        return self._actions.try_workflow(text, path, new_run)
