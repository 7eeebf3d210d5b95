"""GitHub as one thing: the API, the repository, the issuer of tokens and the runner."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from overrides.hooks.facts import Facts

from . import home
from .github import app, pulls
from .github.bare import Bare
from .github.call import Judge
from .github.events import BOT, Events
from .github.hub import Hub
from .github.oidc import Issuer
from .github.permissions import InvalidWorkflowError
from .github.refusals import Listener
from .github.runs import Run
from .github.state import Account, Pull, Secret, State, Team
from .github.workflow import parse
from .runner.catalogue import UnknownActionError
from .runner.runner import Runner
from .runner.service import JobService

#: The owner's number, which a publisher form stores and a token states.
OWNER_ID = 3_299_148
#: What every bash of a job begins with.
LAST_WORDS = Path(__file__).parent / "runner" / "last_words.bash"
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
        judge: Judge | None,
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
        self._hub = Hub(_state(facts, token), self.bare, events, self.runner, refused, judge)

    @property
    def state(self) -> State:
        return self._hub.state

    @state.setter
    def state(self, state: State) -> None:
        self._hub.state = state
        self.issuer.forgotten.clear()

    def apps(self) -> dict[str, ASGIApp]:
        api = app.api(self._hub)
        jobs = JobService(lambda: self.state, self.runner, self.issuer, self._refused)
        return {
            "api.github.com": api,
            "uploads.github.com": api,
            "github.com": app.web(self._hub, self._repositories),
            "127.0.0.1": jobs.app,
        }

    def _job(self, run: Run) -> dict[str, str]:
        folder = self._root / "services" / "runs" / f"home-{run.id}-{run.attempt}"
        folder.mkdir(parents=True, exist_ok=True)
        ours = {
            "HOME": str(folder), "CI": "true", "ACT_DISABLE_VERSION_CHECK": "1",
            "SANDBOX_PYTHON": sys.executable, "UV_CACHE_DIR": str(self.uv_cache),
            "BASH_ENV": str(LAST_WORDS),
        }  # fmt: skip
        return {**self._variables(), **ours}

    def dispatch(self, path: str, inputs: Mapping[str, str]) -> Run:
        """Start a run of main, as the reader's own dispatch does.

        Raises:
            ApiError: GitHub refuses it.
        """
        return self._hub.events.dispatch(home.LOGIN, path, "main", inputs)

    def propose(self, pull: Pull) -> None:
        """Open a pull request whose commits are at refs/pull/N/head, as its author does."""
        self.state.users.setdefault(pull.author, Account(pull.author, 50_000 + pull.number))
        self.state.pulls.append(pull)
        pulls.merge(self.bare, pull.number)
        self._hub.events.pulled(pull.author, pull, "opened")

    def try_workflow(self, text: str, path: str) -> str | None:
        """Run a workflow that is not in the repository; a sentence when it fails."""
        try:
            event = next(iter(parse(text, path).triggers), "push")
            run = self._hub.events.prepare(path, event, home.LOGIN)
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
