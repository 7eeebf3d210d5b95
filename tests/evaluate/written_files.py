"""The files that a page writes, and whether a program opens each of them afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# Chosen of the bindings to inotify because it is typed and maintained, and needs no event loop.
# It imports asyncio, which takes long: a run of static checks writes no file.
if TYPE_CHECKING:
    from asyncinotify import Inotify, Watch


@dataclass
class _Written:
    """A file, the fence that wrote it, and whether it was opened since."""

    fence: str
    title: str
    watch: Watch
    opened: bool = False


class WrittenFiles:
    """Watches the files of one page by inotify, which sees every program of the machine."""

    def __init__(self) -> None:
        self._inotify: Inotify | None = None
        self._files: dict[Path, _Written] = {}

    @contextmanager
    def writing(self, fence: str, title: str, path: Path) -> Iterator[None]:
        """Watch `path` from the end of the block, in which this process writes it."""
        from asyncinotify import Inotify, Mask

        self._note_opened()
        before = self._files.get(path)
        yield
        if self._inotify is None:
            self._inotify = Inotify(sync_timeout=0)
        if before:
            self._note_opened()  # Those of this process itself are discarded with `before`.
        watch = self._inotify.add_watch(path, Mask.OPEN)
        self._files[path] = _Written(fence, title, watch)

    def unused(self) -> list[tuple[str, str]]:
        """The fence and the title of each file that no program has opened."""
        self._note_opened()
        return [(each.fence, each.title) for each in self._files.values() if not each.opened]

    def close(self) -> None:
        """Stop watching."""
        if self._inotify:
            self._inotify.close()
            self._inotify = None

    def _note_opened(self) -> None:
        """Read the events so far; `sync_timeout=0` ends the iteration where there is none."""
        if self._inotify is None:
            return
        from asyncinotify import Mask

        for event in self._inotify:
            for each in self._files.values():
                each.opened = each.opened or (each.watch is event.watch and Mask.OPEN in event.mask)
