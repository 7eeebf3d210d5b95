"""The context of the fences of one page: their shell, and the environment of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.evaluate.session import Session
from tests.evaluate.session_context import SessionContext
from tests.evaluate.written_files import WrittenFiles
from tests.pages.fences import Fence
from tests.pages.page import Page
from tests.terminal.shell import Result, Shell

_FILE = '"${TMPDIR:-/tmp}/guide-variables"'
#: Writes the variables of the page to a file. The loop's own one counts the blocks of a shell.
SAVE_VARIABLES = f"declare -p | grep -v '^declare -[^ ]* __guide_' > {_FILE}"
#: Reads them. Those that only bash sets are refused one by one, which is no failure.
RESTORE_VARIABLES = f"{{ source {_FILE}; }} 2>/dev/null || true; rm -f {_FILE}"


class PageContext(SessionContext):
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
        super().__init__(session, page)
        self._prepare, self._restart = prepare, restart
        self._shell: Shell | None = None
        self._fence: Fence | None = None
        #: The commands that the current fence has run, and their results.
        self.ran: list[tuple[str, Result]] = []
        self._written = WrittenFiles()
        #: True when the fence has run although its rule only checks it.
        self.has_run = False
        #: The place of the fence that ended the page's shell.
        self.shell_lost_at: str | None = None

    @property
    def folder(self) -> Path:
        """The shell's current folder, or the one in which it will start."""
        return self._shell.folder if self._shell else self.environment.folder

    def begin(self, fence: Fence) -> None:
        """Make `fence` the current one."""
        self._fence, self.has_run = fence, False
        self.ran.clear()

    def run(self, block: str) -> Result:
        """Run a block in the shell, or in a new one when an earlier block has ended it."""
        self._shell = self._shell or self._session.shell()
        result = self._shell.run(block)
        self.ran.append((block, result))
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
        self._close_shell()

    def mark_as_run(self) -> str | None:
        """Count the fence as run, in the prepared environment."""
        self.has_run = True
        return self._prepare()

    @contextmanager
    def second_shell(self) -> Iterator[None]:
        """Use another shell while the context lasts, with the same folder and variables."""
        own, lost_at = self._shell, self.shell_lost_at
        saved = own is not None and own.run(SAVE_VARIABLES).passed
        self._shell = self._session.shell(self.folder)
        if saved:
            self._shell.run(RESTORE_VARIABLES)
        try:
            yield
        finally:
            self._close_shell()
            self._shell, self.shell_lost_at = own, lost_at

    def renew(self) -> None:
        """Start over: a new shell, in the state after the prerequisites."""
        self._close_shell()
        self._restart()

    def close(self) -> None:
        """End the shell and every process that it has left running; watch no file any more."""
        self._close_shell()
        self._written.close()

    def _close_shell(self) -> None:
        if self._shell:
            self._shell.close()
            self._shell = None
