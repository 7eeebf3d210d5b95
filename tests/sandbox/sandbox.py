"""Puts the stand-ins together behind one listener: one sandbox, one temporary folder."""

from __future__ import annotations

import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from overrides.hooks.facts import PUBLISH, FactsError, read
from tests import ROOT
from tests.sandbox import stale
from tests.sandbox.actors.browser import Browser
from tests.sandbox.actors.set_up import set_up
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.github.permissions import InvalidWorkflowError
from tests.sandbox.github.workflow import parse
from tests.sandbox.mirror import uv_tools, wheel_store
from tests.sandbox.network.network import Network
from tests.sandbox.runner import action_catalogue
from tests.sandbox.services import REWRITTEN, Services
from tests.sandbox.snapshots import Snapshots
from tests.sandbox.workstation import home, programs, repository

#: What can be wrong with the machine, the repository or publish.yml; each is one sentence.
PROBLEMS = (
    FactsError, InvalidWorkflowError, action_catalogue.UnknownActionError,
    repository.NoRepositoryError, programs.MissingProgramError,
)  # fmt: skip


class Sandbox:
    """Open on construction; `close()` leaves no process and no folder behind.

    `source` is a git repository to copy in place of the specimen. `judge` holds the answers of
    GitHub's API against its description, for tests.
    """

    def __init__(
        self,
        source: Path | None = None,
        *,
        cache: Path = ROOT / ".cache",
        check_response: ResponseCheck | None = None,
    ) -> None:
        stale.remove_stale()
        self.facts = read(ROOT)
        action_catalogue.check(parse((ROOT / PUBLISH).read_text(), PUBLISH))
        self.root, self._cache, self._check_response = stale.new_root(), cache, check_response
        self._store, self._ours = cache / "wheels", (self.facts.package, *REWRITTEN)
        try:
            self._open(source)
        except BaseException:
            shutil.rmtree(self.root, ignore_errors=True)
            raise

    def _open(self, source: Path | None) -> None:
        token = f"sandbox-{secrets.token_hex(20)}"
        home.lay_out(self.root, token)
        self._services = Services(
            self.root,
            self.facts,
            token,
            self._cache / "index",
            self._job_variables,
            self._check_response,
        )
        self.github, self.indexes = self._services.github, self._services.indexes
        self._connect()
        with ThreadPoolExecutor() as beside:  # git works in processes of its own meanwhile
            seeding = beside.map(partial(wheel_store.seed, self._store), self._uv_caches)
            self._make_repository(source)
            list(seeding)
        self._snapshots = Snapshots(
            self.root, ("home", "work", *self._services.folders),
            self._services.memory, self._services.remember,
        )  # fmt: skip

    def _make_repository(self, source: Path | None) -> None:
        self.folder = self.root / "work" / self.facts.repository
        repository.publish(self.github.bare.folder, ROOT / PUBLISH, self.environment, source)
        origin = f"https://github.com/{self.facts.slug}"
        repository.clone(self.github.bare.folder, self.folder, origin, self.environment)

    def _connect(self) -> None:
        self.network = Network(self.root, self._services.apps())
        self.github.runner.port = self.network.port
        trust, proxy = self.network.trust, self.network.proxy
        self.environment = home.environment(self.root, trust, proxy)
        self.environment["UV_LINK_MODE"] = wheel_store.link_mode(self._store, self.root)

    @property
    def _uv_caches(self) -> tuple[Path, Path]:
        """The reader's, which a snapshot holds, and that of the runners."""
        return self.root / "home" / ".cache" / "uv", self.github.uv_cache

    def _job_variables(self) -> dict[str, str]:
        """A hosted runner has none of the reader's files, but the sandbox's road and trust."""
        theirs = ("GH_", "PIP_REQUIRE", "HOME", "COLUMNS", "PS1")
        kept = {k: v for k, v in self.environment.items() if not k.startswith(theirs)}
        return {**kept, "SANDBOX_ROOT": str(ROOT), "SANDBOX_TRUST": str(self._services.trust)}

    def refusals(self) -> list[str]:
        """What the stand-ins refused with since the last call."""
        return self._services.refusals()

    @property
    def browser(self) -> Browser:
        """The reader's browser, signed in on all sites."""
        return self.network.browser

    def blocked_hosts(self) -> list[str]:
        """Hosts that were asked for and are not here, since the last call."""
        return self.network.blocked_hosts()

    def set_up(self) -> None:
        set_up(self.browser, self.facts)

    def answer(self, prompt: str) -> str | None:
        """What the reader types at a prompt: the API token that a page has shown last."""
        return self.browser.shown_token if "token" in prompt.lower() else None

    def secrets(self) -> list[str]:
        return list(filter(None, [*self.github.state.tokens, *self.browser.shown_tokens]))

    def run_workflow(self, text: str, path: str) -> str | None:
        return self.github.try_workflow(text, path)

    def save(self, key: str) -> None:
        """Keep the world under `key`, once the runs that go on by themselves have ended."""
        self.github.runner.settle()
        self._snapshots.save(key)

    def restore(self, key: str) -> bool:
        self.github.runner.close()
        readers, _ = self._uv_caches
        wheel_store.harvest(readers, self._store, self._ours)
        tools = uv_tools.taken(readers, (self.facts.package,))
        restored = self._snapshots.restore(key)
        wheel_store.lay(self._store, readers)
        uv_tools.lay(readers, tools)
        return restored

    def close(self) -> None:
        self.github.runner.close()
        self.network.close()
        for cache in self._uv_caches:
            wheel_store.harvest(cache, self._store, self._ours)
            uv_tools.discard(cache)
        wheel_store.remove_stale(self._store)
        stale.end_processes(self.root)
        shutil.rmtree(self.root, ignore_errors=True)
