"""What a meaning may touch while it judges one fence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.harness.fences import Fence
from tests.harness.page import Book, Page
from tests.harness.shell import Result
from tests.harness.stage import Stage

#: Lines of a program's output that a failure shows, and the length at which each is cut.
LINES, WIDTH = 40, 400


class Scene(Protocol):
    """The page being played, the world it is played in, and the reader's shell there."""

    @property
    def page(self) -> Page:
        """The page of the fence."""

    @property
    def book(self) -> Book:
        """The page among the others."""

    @property
    def stage(self) -> Stage:
        """The world."""

    @property
    def settings(self) -> Settings:
        """What the project says about its fences."""

    @property
    def folder(self) -> Path:
        """Where the reader's shell is now."""

    def run(self, block: str) -> Result:
        """Runs a block in the reader's shell."""

    def act(self) -> str | None:
        """Makes the world ready for a fence that does more than its meaning promises.

        Such a fence counts as run. A sentence's end when the world cannot be made ready.
        """


@dataclass(frozen=True)
class Settings:
    """The harness's options, as the project's settings give them.

    `seconds` limits one fence. `fragments_of` is the file whose parts untitled YAML shows;
    `folders` are where a file named by an attribute is looked up, both below the root.
    """

    seconds: float = 60.0
    fragments_of: str = ".github/workflows/publish.yml"
    folders: tuple[str, ...] = (".",)


#: Judges one fence: None when it holds, else a sentence's end, more lines may follow.
Judge = Callable[[Fence, Scene], str | None]


def came(output: str) -> str:
    """The end of a program's output, as a failure shows it."""
    lines = output.rstrip().split("\n")
    shown = [line if len(line) <= WIDTH else line[:WIDTH] + "…" for line in lines[-LINES:]]
    if not any(shown):
        return "\ncame: no output"
    left_out = ["…"] if len(lines) > LINES else []
    return "\ncame:\n" + "\n".join(f"    {line}" for line in [*left_out, *shown])


def quoted(block: str, line: int | None) -> str:
    """The line of a block that failed, or how the block begins."""
    lines = block.splitlines()
    if len(lines) == 1:
        return f"`{lines[0].strip()}`"
    if line is not None and 0 < line <= len(lines):
        return f"line {line} of the block, `{lines[line - 1].strip()}`"
    return "the block"
