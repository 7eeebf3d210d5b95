"""Puts the stand-ins together behind one listener: one sandbox, one temporary folder."""

from __future__ import annotations

import secrets
import shutil
import time
from functools import partial
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from overrides.hooks.facts import PUBLISH, FactsError, read

from . import home, programs, repository, sweep, upstream, uv_cache
from .browser import Browser
from .git_hub import GitHub
from .github.call import Judge
from .github.workflow import InvalidWorkflowError, parse
from .indexes import open_indexes
from .network import Network
from .pass_through import application
from .runner import catalogue
from .set_up import set_up
from .sigstore import Sigstore
from .sigstore.swap import swap_wheel
from .snapshots import Snapshots

ROOT = Path(__file__).parents[2]
#: What the services keep in files, beside the indexes.
_KEPT = ("repositories", "artifacts")
#: Other people's projects whose wheels carry this sandbox's root of trust.
_REWRITTEN = ("sigstore",)
#: What can be wrong with the machine, the repository or publish.yml; each is one sentence.
PROBLEMS = (
    FactsError, InvalidWorkflowError, catalogue.UnknownActionError, repository.NoRepositoryError,
    programs.MissingProgramError,
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
        judge: Judge | None = None,
    ) -> None:
        sweep.sweep()
        self.facts = read(ROOT)
        text = (ROOT / PUBLISH).read_text()
        catalogue.check(parse(text, PUBLISH).document, text, PUBLISH)
        self.root, self._cache, self._judge = sweep.new_root(), cache, judge
        try:
            self._open(source)
        except BaseException:
            shutil.rmtree(self.root, ignore_errors=True)
            raise

    def _open(self, source: Path | None) -> None:
        self._refusals: list[str] = []
        self._token = f"sandbox-{secrets.token_hex(20)}"
        home.furnish(self.root, self._token)
        self.github = GitHub(self.root, self.facts, self._token, self._job_variables, self._judge)
        self.sigstore = Sigstore(self.github.issuer.keys, time.time)
        self._trust.write_bytes(self.sigstore.trust_config)
        rewrite = dict.fromkeys(_REWRITTEN, partial(swap_wheel, trust=self.sigstore))
        others = upstream.Upstream(self._cache / "index", rewrite=rewrite)
        self.indexes = open_indexes(
            self.root / "services", self.github.issuer.keys, lambda: self.github.state,
            self.sigstore, self._refused, application(others),
        )  # fmt: skip
        self._serve()
        for cache in self._uv_caches:
            uv_cache.seed(self._store, cache)
        self.folder = self.root / "work" / self.facts.repository
        repository.publish(self.github.bare.folder, ROOT / PUBLISH, self.environment, source)
        origin = f"https://github.com/{self.facts.slug}"
        repository.clone(self.github.bare.folder, self.folder, origin, self.environment)
        self._snapshots = self._keeper()

    def _serve(self) -> None:
        apps: dict[str, ASGIApp] = {**self.github.apps(), **self.sigstore.apps}
        for index in self.indexes.values():
            apps |= dict.fromkeys(index.site.hosts, index.app)
        self.network = Network(self.root, apps)
        self.github.runner.port = self.network.port
        trust, proxy = self.network.trust, self.network.proxy
        self.environment = home.environment(self.root, trust, proxy)
        self.environment["UV_LINK_MODE"] = uv_cache.link_mode(self._store, self.root)

    @property
    def _trust(self) -> Path:
        return self.root / "services" / "trust_config.json"

    @property
    def _store(self) -> Path:
        return self._cache / "wheels"

    @property
    def _uv_caches(self) -> tuple[Path, Path]:
        """The reader's, which a snapshot holds, and that of the runners."""
        return self.root / "home" / ".cache" / "uv", self.github.uv_cache

    def _job_variables(self) -> dict[str, str]:
        """A hosted runner has none of the reader's files, but the sandbox's road and trust."""
        theirs = ("GH_", "PIP_REQUIRE", "HOME", "COLUMNS", "PS1")
        kept = {k: v for k, v in self.environment.items() if not k.startswith(theirs)}
        return {**kept, "SANDBOX_ROOT": str(ROOT), "SANDBOX_TRUST": str(self._trust)}

    def _refused(self, code: str, text: str) -> None:
        self._refusals.append(code)

    def refusals(self) -> list[str]:
        """What the services refused with since the last call."""
        seen, self._refusals[:] = list(self._refusals), []
        return seen

    @property
    def browser(self) -> Browser:
        """The reader's browser, signed in on all sites."""
        return self.network.browser

    def strangers(self) -> list[str]:
        """Hosts that were asked for and are not here, since the last call."""
        return self.network.strangers()

    def set_up(self) -> None:
        set_up(self.browser, self.facts)

    def answer(self, prompt: str) -> str | None:
        """What the reader types at a prompt: the API token that a page has shown last."""
        return self.browser.shown_token if "token" in prompt.lower() else None

    def secrets(self) -> list[str]:
        tokens = [*self.github.state.tokens, *self.browser.shown_tokens]
        return [token for token in tokens if token]

    def run_workflow(self, text: str, path: str) -> str | None:
        return self.github.try_workflow(text, path)

    def _keeper(self) -> Snapshots:
        services = [f"services/{name}" for name in (*_KEPT, *self.indexes)]
        return Snapshots(self.root, ("home", "work", *services), self._get, self._put)

    def _get(self) -> Any:
        states = {name: index.state for name, index in self.indexes.items()}
        return self.github.state, states, self.sigstore.state

    def _put(self, kept: Any) -> None:
        self.github.state, states, self.sigstore.state = kept
        for name, state in states.items():
            self.indexes[name].state = state

    def save(self, key: str) -> None:
        """Keep the world under `key`, once the runs that go on by themselves have ended."""
        self.github.runner.settle()
        self._snapshots.save(key)

    def restore(self, key: str) -> bool:
        self.github.runner.close()
        return self._snapshots.restore(key)

    def close(self) -> None:
        self.github.runner.close()
        self.network.close()
        for cache in self._uv_caches:
            uv_cache.harvest(cache, self._store, (self.facts.package, *_REWRITTEN))
        sweep.end_processes(self.root)
        shutil.rmtree(self.root, ignore_errors=True)
