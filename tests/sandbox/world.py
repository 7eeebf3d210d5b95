"""Puts the stand-ins together behind one listener: one sandbox, one temporary folder."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from starlette.types import ASGIApp

from overrides.hooks.facts import PUBLISH, Facts, read

from . import home, repository, upstream
from .authority import Authority
from .github import app as github
from .github.bare import Bare
from .github.events import BOT, Events
from .github.hub import Hub
from .github.oidc import Issuer
from .github.state import Account, Run, State, Team
from .hosts import Hosts
from .runner.runner import Runner
from .runner.service import JobService
from .server import Server
from .sigstore import Sigstore

ROOT = Path(__file__).parents[2]
#: Numbers of accounts; the owner's is what a publisher form stores.
OWNER_ID = 3_299_148
_USERS = (home.LOGIN, "hostfactory-reviewer", BOT)


class Sandbox:
    """Open on construction; `close()` leaves no process and no folder behind."""

    def __init__(self, source: Path | None = None, cache: Path = ROOT / ".cache") -> None:
        self.facts = read(ROOT)
        self.root = Path(tempfile.mkdtemp(prefix="guide-"))
        self._strangers: list[str] = []
        token = f"sandbox-{secrets.token_hex(20)}"
        home.furnish(self.root, token)
        self.issuer = Issuer(time.time)
        state = _state(self.facts, token)
        self.bare = Bare(self.root / "services" / "repositories" / f"{state.full_name}.git")
        self.sigstore = Sigstore(self.issuer.keys, time.time)
        trust = self.root / "services" / "trust_config.json"
        trust.write_bytes(self.sigstore.trust_config)
        self.upstream = upstream.Upstream(cache / "index")
        self._build(state)
        origin = f"https://github.com/{state.full_name}"
        repository.publish(self.bare.folder, ROOT / PUBLISH, self._git_environment(), source)
        self.folder = self.root / "work" / state.repository
        repository.clone(self.bare.folder, self.folder, origin, self._git_environment())

    def _build(self, state: State) -> None:
        self.runner = Runner(
            self.root / "services" / "runs", self.bare, lambda: self.hub.state, self._job_environment
        )
        events = Events(lambda: self.hub.state, self.bare, self.runner)
        self.hub = Hub(state, self.bare, events, self.runner)
        apps = self._apps()
        self.authority = Authority(self.root, apps)
        self.server = Server(
            Hosts(apps), self.authority.server_context(), list(apps), self._strangers.append
        )
        self.runner.port = self.server.port
        self.environment = home.environment(
            self.root, self.authority.environment(), self.server.proxy_port
        )

    def _apps(self) -> dict[str, ASGIApp]:
        api = github.api(self.hub)
        others = upstream.application(self.upstream)
        return {
            "api.github.com": api,
            "uploads.github.com": api,
            "github.com": github.web(self.hub, self.root / "services" / "repositories"),
            "127.0.0.1": JobService(lambda: self.hub.state, self.runner, self.issuer).app,
            "pypi.org": others,
            "files.pythonhosted.org": others,
            **self.sigstore.apps,
        }

    def _git_environment(self) -> dict[str, str]:
        return {**self.environment, "GIT_CONFIG_GLOBAL": str(self.root / "home" / ".gitconfig")}

    def _job_environment(self, run: Run) -> dict[str, str]:
        """A hosted runner: none of the reader's files, the sandbox's road and trust."""
        folder = self.root / "services" / "runs" / f"home-{run.id}-{run.attempt}"
        folder.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in self.environment.items() if not k.startswith(("GH_", "PIP_REQUIRE"))}
        ours = {
            "HOME": str(folder), "CI": "true", "ACT_DISABLE_VERSION_CHECK": "1",
            "SANDBOX_PYTHON": sys.executable, "SANDBOX_ROOT": str(ROOT),
            "SANDBOX_TRUST": str(self.root / "services" / "trust_config.json"),
        }  # fmt: skip
        return {**kept, **ours}

    def strangers(self) -> list[str]:
        """Hosts that were asked for and are not here, since the last call."""
        seen, self._strangers[:] = list(self._strangers), []
        return seen

    def close(self) -> None:
        self.runner.close()
        self.server.close()
        shutil.rmtree(self.root, ignore_errors=True)


def _state(facts: Facts, token: str) -> State:
    users = {login: Account(login, 40_000 + n) for n, login in enumerate(_USERS)}
    teams = [Team("hostfactory-release", 501, [home.LOGIN, "hostfactory-reviewer"])]
    owner = Account(facts.owner, OWNER_ID, "Organization")
    return State(owner, facts.repository, 1_001_001, users, teams, {token: home.LOGIN})


def leftovers() -> list[str]:
    """Folders of sandboxes whose process is gone, for those who tidy up after a killed run."""
    return [name for name in os.listdir(tempfile.gettempdir()) if name.startswith("guide-")]
