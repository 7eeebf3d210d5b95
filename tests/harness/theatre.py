"""The one world of this process: made when first needed, brought to each page's beginning."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from tests.harness import processes
from tests.harness.page import Book, Page
from tests.harness.prerequisites import prerequisites
from tests.harness.scene import Settings
from tests.harness.shell import Shell
from tests.harness.stage import Stage

#: Every process that a page starts inherits it, so that a run's end finds those that ran away.
MARK = "GUIDE_SHELL"
MASKED = "***"


class Theatre:
    """Holds the stage and its saved worlds. `play` acts a page out; it raises when it fails."""

    def __init__(self, book: Book, settings: Settings, make_stage: Callable[[], Stage]) -> None:
        self.book, self.settings = book, settings
        #: The pages that others name in `after:`: their worlds are worth keeping.
        self.wanted: set[str] = set()
        self._make_stage = make_stage
        self._secrets: set[str] = set()
        self._saved: set[str] = set()
        self._mark = uuid.uuid4().hex

    @cached_property
    def stage(self) -> Stage:
        """The world, made at the first question."""
        return self._make_stage()

    def prepare(self, page: Page, play: Callable[[Page], None]) -> None:
        """Makes the world what a reader of `page` has in front of them.

        Raises PrerequisiteProblem, and what `play` raises for a page that fails.
        """
        order = prerequisites(self.book, page)
        done = next(n for n in range(len(order), -1, -1) if self._restored(order[:n]))
        for count in range(done, len(order)):
            play(order[count])
            self._save(order[: count + 1])

    def keep(self, page: Page) -> None:
        """Saves the world that `page` has led to, when another page begins with it."""
        if page.name in self.wanted:
            self._save([*prerequisites(self.book, page), page])

    def shell(self, folder: Path | None = None) -> Shell:
        """A new shell for a reader, in the world's own folder unless another is named."""
        environment = {**self.stage.environment, MARK: self._mark}
        where = folder if folder and folder.is_dir() else self.stage.folder
        return Shell(environment, where, self.stage.answer, self.settings.seconds)

    def strangers(self) -> str | None:
        """That hosts outside the world were asked for since the last call, as a sentence's end."""
        hosts = sorted(set(self.stage.strangers()))
        return f"asked for {', '.join(hosts)}, which is no part of the sandbox" if hosts else None

    def mask(self, text: str) -> str:
        """The text without any secret that this world knows or knew."""
        self.remember()
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, MASKED)
        return text

    def remember(self) -> None:
        """Takes note of the secrets of now: a later world does not know them, a later log may."""
        if "stage" in self.__dict__:
            self._secrets.update(filter(None, self.stage.secrets()))

    def close(self) -> None:
        """Ends what ran away from its page, then the world."""
        if "stage" in self.__dict__:
            processes.end(lambda: processes.marked(f"{MARK}={self._mark}"))
            self.stage.close()
            del self.stage

    def _save(self, order: list[Page]) -> None:
        """Keeps the world behind these pages, once."""
        if (key := _key(order)) not in self._saved:
            self.stage.save(key)
            self._saved.add(key)

    def _restored(self, order: list[Page]) -> bool:
        """True when the world is now the one behind these pages; a fresh one always can be."""
        if order:
            return self.stage.restore(_key(order))
        self.stage.reset()
        return True


def _key(order: list[Page]) -> str:
    """The name of the world behind these pages, by their texts."""
    return sha256("\0".join(page.sha256 for page in order).encode()).hexdigest()
