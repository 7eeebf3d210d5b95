"""One package index: its site, its state, the lock on changes, and the reporting of refusals."""

from __future__ import annotations

import asyncio
import copy
from pathlib import Path

from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State


class Index:
    """`state` holds everything that changes, except the uploaded files below `folder`.

    Hold `lock` while a request changes the state.
    """

    def __init__(
        self, site: Site, folder: Path, dependencies: Dependencies, state: State | None = None
    ) -> None:
        self.site, self.folder, self.dependencies = site, folder, dependencies
        self.state = state or State()
        self.lock = asyncio.Lock()

    def writable_state(self) -> State:
        """Return the state that a request may change; in read-only mode a copy, which is dropped.

        Used OIDC tokens and the session's messages are stored even in read-only mode: PyPI does
        not keep them in its database.
        """
        if "read-only" not in self.state.flags:
            return self.state
        writable = copy.deepcopy(self.state)
        writable.used_jti, writable.flashes = self.state.used_jti, self.state.flashes
        return writable

    def report(self, refused: Refused) -> str:
        """Pass the refusal to `dependencies.on_refusal` and return its text."""
        text = refused.text(self.site)
        self.dependencies.on_refusal(refused.refusal.slug, text)
        return text
