"""The stand-ins of one sandbox, told of each other: GitHub, Sigstore and the two indexes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from overrides.hooks.facts import Facts
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.github_service import GitHub
from tests.sandbox.indexes import open_indexes
from tests.sandbox.mirror.index_mirror import IndexMirror
from tests.sandbox.mirror.responses import application as mirror_application
from tests.sandbox.pypi import application
from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.trust_swap import swap_wheel

#: Other people's projects whose wheels carry this sandbox's root of trust.
REWRITTEN = ("sigstore",)
#: What GitHub keeps in files; the indexes have a folder each.
_FOLDERS = ("repositories", "artifacts")


class Services:
    """`variables` is a hosted runner's environment; `listings` keeps what others' index said."""

    def __init__(
        self,
        root: Path,
        facts: Facts,
        token: str,
        listings: Path,
        variables: Callable[[], Mapping[str, str]],
        check_response: ResponseCheck | None,
    ) -> None:
        self._refusals: list[str] = []
        self.github = GitHub(root, facts, token, variables, check_response, self._refused)
        keys = self.github.issuer.keys
        self.sigstore = Sigstore(keys, time.time)
        self.trust = root / "services" / "trust_config.json"
        self.trust.write_bytes(self.sigstore.trust_config)
        rewrite = dict.fromkeys(REWRITTEN, partial(swap_wheel, trust=self.sigstore))
        others = mirror_application(IndexMirror(listings, rewrite=rewrite))
        self.indexes = open_indexes(
            root / "services", keys, lambda: self.github.state, self.sigstore, self._refused, others
        )
        self.folders = [f"services/{name}" for name in (*_FOLDERS, *self.indexes)]

    def apps(self) -> dict[str, ASGIApp]:
        """Every stand-in by the name that it bears."""
        apps: dict[str, ASGIApp] = {**self.github.apps(), **self.sigstore.apps}
        for index in self.indexes.values():
            apps |= dict.fromkeys(index.site.hosts, application(index))
        return apps

    def _refused(self, code: str, text: str) -> None:
        self._refusals.append(code)

    def refusals(self) -> list[str]:
        """What the stand-ins refused with since the last call."""
        seen, self._refusals[:] = list(self._refusals), []
        return seen

    def memory(self) -> Any:
        """All that the stand-ins remember and that is not in `folders`, for a pickle."""
        states = {name: index.state for name, index in self.indexes.items()}
        return self.github.state, states, self.sigstore.state

    def remember(self, memory: Any) -> None:
        """Take `memory` in place of what is remembered now."""
        self.github.state, states, self.sigstore.state = memory
        for name, state in states.items():
            self.indexes[name].state = state
