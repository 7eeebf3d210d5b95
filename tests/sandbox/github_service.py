"""GitHub as one thing: the API, the repository, the issuer of tokens and the runner."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from overrides.hooks.facts import Facts
from tests.sandbox.github import pulls, routes
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.events import BOT, Events
from tests.sandbox.github.oidc import Issuer
from tests.sandbox.github.permissions import InvalidWorkflowError
from tests.sandbox.github.refusals import Listener
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Account, Pull, Secret, State, Team
from tests.sandbox.github.workflow import parse
from tests.sandbox.runner.action_catalogue import UnknownActionError
from tests.sandbox.runner.job_service import JobService
from tests.sandbox.runner.runner import Runner
from tests.sandbox.workstation import home

#: The owner's number, which a publisher form stores and a token states.
OWNER_ID = 3_299_148
#: What every bash of a job begins with.
FLUSH_OUTPUT = Path(__file__).parent / "runner" / "flush_output.bash"
#: Somebody else who may approve a release.
REVIEWER = "hostfactory-reviewer"


class GitHub:
    """`variables` gives a hosted runner's environment, without its HOME; asked at each run."""

    def __init__(
        self,
        root: Path,
        facts: Facts,
        token: str,
        variables: Callable[[], Mapping[str, str]],
        check_response: ResponseCheck | None,
        refused: Listener,
    ) -> None:
        self._root, self._variables, self._refused = root, variables, refused
        services = root / "services"
        self._repositories = services / "repositories"
        self.bare = Bare(self._repositories / f"{facts.slug}.git")
        self.issuer = Issuer(time.time)
        artifacts = services / "artifacts"
        artifacts.mkdir()
        self.runner = Runner(
            services / "runs", artifacts, self.bare, lambda: self.state, self._job, refused
        )
        self.uv_cache = services / "uv-cache"
        events = Events(lambda: self.state, self.bare, self.runner)
        self._context = ApiContext(
            _state(facts, token), self.bare, events, self.runner, refused, check_response
        )

    @property
    def state(self) -> State:
        return self._context.state

    @state.setter
    def state(self, state: State) -> None:
        self._context.state = state
        self.issuer.omitted_claims.clear()

    def apps(self) -> dict[str, ASGIApp]:
        api = routes.api(self._context)
        jobs = JobService(lambda: self.state, self.runner, self.issuer, self._refused)
        return {
            "api.github.com": api,
            "uploads.github.com": api,
            "github.com": routes.web(self._context, self._repositories),
            "127.0.0.1": jobs.app,
        }

    def _job(self, run: Run) -> dict[str, str]:
        folder = self._root / "services" / "runs" / f"home-{run.id}-{run.attempt}"
        folder.mkdir(parents=True, exist_ok=True)
        ours = {
            "HOME": str(folder), "CI": "true", "ACT_DISABLE_VERSION_CHECK": "1",
            "SANDBOX_PYTHON": sys.executable, "UV_CACHE_DIR": str(self.uv_cache),
            "BASH_ENV": str(FLUSH_OUTPUT),
        }  # fmt: skip
        return {**self._variables(), **ours}

    def dispatch(self, path: str, inputs: Mapping[str, str]) -> Run:
        """Start a run of main, as the reader's own dispatch does.

        Raises:
            ApiError: GitHub refuses it.
        """
        return self._context.events.dispatch(home.LOGIN, path, "main", inputs)

    def propose(self, pull: Pull) -> None:
        """Open a pull request whose commits are at refs/pull/N/head, as its author does."""
        self.state.users.setdefault(pull.author, Account(pull.author, 50_000 + pull.number))
        self.state.pulls.append(pull)
        pulls.merge(self.bare, pull.number)
        self._context.events.pulled(pull.author, pull, "opened")

    def try_workflow(self, text: str, path: str) -> str | None:
        """Run a workflow that is not in the repository; a sentence when it fails."""
        try:
            event = next(iter(parse(text, path).triggers), "push")
            run = self._context.events.prepare(path, event, home.LOGIN)
            return self.runner.try_out(run, text)
        except (InvalidWorkflowError, UnknownActionError) as error:
            return str(error)


def _state(facts: Facts, token: str) -> State:
    logins = (home.LOGIN, REVIEWER, BOT)
    users = {login: Account(login, 40_000 + n) for n, login in enumerate(logins)}
    teams = [Team("hostfactory-release", 501, [home.LOGIN, REVIEWER])]
    owner = Account(facts.owner, OWNER_ID, "Organization")
    # What the days of API tokens have left behind.
    old = {"repo": [Secret(name, 0.0) for name in ("PYPI_API_TOKEN", "TEST_PYPI_API_TOKEN")]}
    return State(owner, facts.repository, 1_001_001, users, teams, {token: home.LOGIN}, secrets=old)
