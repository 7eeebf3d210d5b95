"""The context of the fences of one page: their shell, and the environment of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.evaluate.environment import Environment
from tests.evaluate.session import Session
from tests.evaluate.written_files import WrittenFiles
from tests.pages.fences import Fence
from tests.pages.page import Docs, Page
from tests.terminal.shell import Result, Shell


class PageContext:
    """The context of each fence of a page, one after the other. The first block opens the shell.

    `prepare` brings the environment to the page's starting state, once; `restart` brings it back
    there.
    """

    def __init__(
        self,
        session: Session,
        page: Page,
        prepare: Callable[[], str | None],
        restart: Callable[[], None],
    ) -> None:
        self.page, self._session = page, session
        self._prepare, self._restart = prepare, restart
        self._shell: Shell | None = None
        self._fence: Fence | None = None
        self._written = WrittenFiles()
        #: True when the fence has run although its rule only checks it.
        self.has_run = False
        #: The place of the fence that ended the page's shell.
        self.shell_lost_at: str | None = None

    @property
    def docs(self) -> Docs:
        """The folder of all pages."""
        return self._session.docs

    @property
    def environment(self) -> Environment:
        """The environment of this process."""
        return self._session.environment

    @property
    def seconds(self) -> float:
        """The time limit of one fence."""
        return self._session.seconds

    @property
    def folder(self) -> Path:
        """The shell's current folder, or the one in which it will start."""
        return self._shell.folder if self._shell else self.environment.folder

    def begin(self, fence: Fence) -> None:
        """Make `fence` the current one."""
        self._fence, self.has_run = fence, False

    def run(self, block: str) -> Result:
        """Run a block in the shell, or in a new one when an earlier block has ended it."""
        self._shell = self._shell or self._session.shell()
        result = self._shell.run(block)
        if not self._shell.alive:
            self.abandon_shell()
        return result

    @contextmanager
    def writing(self, title: str, path: Path) -> Iterator[None]:
        """Write a file of the page inside; a program has to open it before the page ends."""
        with self._written.writing(self._fence.place if self._fence else "", title, path):
            yield

    def unused_file(self) -> str | None:
        """A sentence about the first file of the page that no program has opened."""
        for place, title in self._written.unused():
            return f"{place}: nothing uses `{title}` after it was written: use it in a later block"
        return None

    def abandon_shell(self) -> None:
        """End the shell at the current fence; the next block is run in a new one."""
        self.shell_lost_at = self._fence.place if self._fence else None
        self.close()

    def mark_as_run(self) -> str | None:
        """Count the fence as run, in the prepared environment."""
        self.has_run = True
        return self._prepare()

    @contextmanager
    def second_shell(self) -> Iterator[None]:
        """Use another shell in the same folder while the context lasts."""
        own, lost_at = self._shell, self.shell_lost_at
        self._shell = self._session.shell(self.folder)
        try:
            yield
        finally:
            self.close()
            self._shell, self.shell_lost_at = own, lost_at

    def renew(self) -> None:
        """Start over: a new shell, in the state after the prerequisites."""
        self.close()
        self._restart()

    def close(self) -> None:
        """End the shell and every process that it has left running."""
        self._written.close()
        if self._shell:
            self._shell.close()
            self._shell = None
