"""The reader of one page: at a terminal, in a folder, in the world of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.fences import Fence
from tests.harness.page import Book, Page
from tests.harness.scene import Settings
from tests.harness.shell import Result, Shell
from tests.harness.stage import Stage
from tests.harness.theatre import Theatre


class Reader:
    """The Scene of each of a page's fences. The shell starts with the first block."""

    def __init__(self, theatre: Theatre, page: Page, prepare: Callable[[], str | None]) -> None:
        self.page, self._theatre, self._prepare = page, theatre, prepare
        self._shell: Shell | None = None
        self._fence: Fence | None = None
        #: True when the fence at hand did more than its meaning promises.
        self.has_acted = False
        #: Where a block ended the reader's shell.
        self.lost_at: str | None = None

    @property
    def book(self) -> Book:
        """The page among the others."""
        return self._theatre.book

    @property
    def stage(self) -> Stage:
        """The world."""
        return self._theatre.stage

    @property
    def settings(self) -> Settings:
        """The project's settings."""
        return self._theatre.settings

    @property
    def folder(self) -> Path:
        """Where the shell is, or will start."""
        return self._shell.folder if self._shell else self.stage.folder

    def turn_to(self, fence: Fence) -> None:
        """Begins with a fence."""
        self._fence, self.has_acted = fence, False

    def run(self, block: str) -> Result:
        """Runs a block in the shell, in a new one when a block has ended that."""
        self._shell = self._shell or self._theatre.shell()
        result = self._shell.run(block)
        if not self._shell.alive:
            self.lost_at = self._fence.place if self._fence else None
            self.close()
        return result

    def act(self) -> str | None:
        """The fence counts as run, in the page's world."""
        self.has_acted = True
        return self._prepare()

    @contextmanager
    def other_window(self) -> Iterator[None]:
        """Another shell in the same folder, as long as the context lasts."""
        own, lost_at = self._shell, self.lost_at
        self._shell = self._theatre.shell(self.folder)
        try:
            yield
        finally:
            self.close()
            self._shell, self.lost_at = own, lost_at

    def close(self) -> None:
        """Ends the shell with all that it left running."""
        if self._shell:
            self._shell.close()
            self._shell = None
