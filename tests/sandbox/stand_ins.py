"""The stand-ins of one sandbox, connected to each other: GitHub, Sigstore and the two indexes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from overrides.hooks.facts import Facts
from tests import ROOT
from tests.sandbox import pypi
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.github_service import GitHub
from tests.sandbox.indexes import open_indexes
from tests.sandbox.mirror.index_mirror import IndexMirror
from tests.sandbox.mirror.responses import application as mirror_application
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.pypi import old_address
from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.trust_swap import swap_wheel

#: Projects of the mirrored index whose wheels the sandbox serves with its own root of trust.
REWRITTEN = ("sigstore",)
#: GitHub's folders in `services/`; each index has one of the same name.
_GITHUB_FOLDERS = ("repositories", "artifacts")


class StandIns:
    """`index` is the folder of the mirror's cache.

    `variables` is called at each run of a workflow and returns a hosted runner's environment.
    """

    def __init__(
        self,
        root: Path,
        facts: Facts,
        index: Path,
        variables: Callable[[], Mapping[str, str]],
        check_response: ResponseCheck | None,
    ) -> None:
        services = root / "services"
        services.mkdir()
        self._project = _project(root)
        self._refusals: list[str] = []
        #: The codes and texts of all refusals.
        self.refused: list[tuple[str, str]] = []
        self.errors = ServiceErrors()
        self._variables = variables
        self.github = GitHub(
            root, facts, self._job_variables, check_response, self._record_refusal,
            self.errors,
        )  # fmt: skip
        self.sigstore = self._open_sigstore(services)
        self._mirror = self._open_mirror(index)
        self.undescribed = self._mirror.undescribed
        self.indexes = open_indexes(
            services, self.github.issuer.keys, lambda: self.github.state, self.sigstore,
            self._record_refusal, mirror_application(self._mirror),
        )  # fmt: skip
        self.folders = [f"services/{name}" for name in (*_GITHUB_FOLDERS, *self.indexes)]

    def _open_sigstore(self, services: Path) -> Sigstore:
        sigstore = Sigstore(self.github.issuer.keys, time.time)
        self._trust = services / "trust_config.json"
        self._trust.write_bytes(sigstore.trust_config)
        return sigstore

    def _open_mirror(self, index: Path) -> IndexMirror:
        rewrite = partial(swap_wheel, trust=self.sigstore)
        return IndexMirror(index, rewrite=dict.fromkeys(REWRITTEN, rewrite))

    def apps(self) -> dict[str, ASGIApp]:
        """The applications by host name."""
        apps: dict[str, ASGIApp] = {**self.github.apps(), **self.sigstore.apps}
        apps[old_address.HOST] = old_address.application()
        for index in self.indexes.values():
            apps |= dict.fromkeys(index.site.hosts, pypi.application(index))
        return apps

    def _job_variables(self) -> dict[str, str]:
        ours = {"SANDBOX_ROOT": str(self._project), "SANDBOX_TRUST": str(self._trust)}
        return {**self._variables(), **ours}

    def _record_refusal(self, code: str, text: str) -> None:
        self._refusals.append(code)
        self.refused.append((code, text))

    def refusals(self) -> list[str]:
        """The codes of the refusals since the last call."""
        seen, self._refusals[:] = list(self._refusals), []
        return seen

    def state(self) -> Any:
        """All state that is not in `folders`; pickle can write it."""
        states = {name: index.state for name, index in self.indexes.items()}
        return self.github.state, states, self.sigstore.state

    def set_state(self, state: Any) -> None:
        """Replace the state by one that `state()` returned."""
        self.github.state, states, self.sigstore.state = state
        for name, index_state in states.items():
            self.indexes[name].state = index_state

    async def close(self) -> None:
        """Close the mirror's connections, in the event loop that serves the applications."""
        await self._mirror.close()


def _project(root: Path) -> Path:
    """A folder with links to the modules that jobs import: they may not list the repository's."""
    folder = root / "project"
    folder.mkdir()
    for name in ("overrides", "tests"):
        (folder / name).symlink_to(ROOT / name)
    return folder
