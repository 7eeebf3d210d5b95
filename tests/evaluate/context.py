"""The context in which an evaluator evaluates one fence, and parts of its reports."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from tests.evaluate.environment import Environment
from tests.pages.fences import Fence
from tests.pages.page import Docs, Page
from tests.terminal.shell import Result

#: The number of output lines in a failure report, and the length at which each is cut.
LINES, WIDTH = 40, 400


class EvaluationContext(Protocol):
    """The page, the environment that it runs in, and the page's shell."""

    @property
    def page(self) -> Page:
        """The page of the fence."""

    @property
    def docs(self) -> Docs:
        """The folder of the page and of all others."""

    @property
    def environment(self) -> Environment:
        """The environment of this process."""

    @property
    def seconds(self) -> float:
        """The time limit of one fence."""

    @property
    def folder(self) -> Path:
        """The current folder of the page's shell."""

    def run(self, block: str) -> Result:
        """Run a block in the page's shell."""

    def writing(self, title: str, path: Path) -> AbstractContextManager[None]:
        """Write a file of the page inside; a program has to open it before the page ends."""

    def mark_as_run(self) -> str | None:
        """Count the fence as run although its rule only checks it, and prepare the environment.

        Return the end of a sentence when the environment cannot be prepared.
        """


#: Evaluates one fence: None when it passes, else the end of a sentence; more lines may follow.
Evaluator = Callable[[Fence, EvaluationContext], str | None]


def output_excerpt(output: str) -> str:
    """The end of a program's output, as a failure report shows it."""
    lines = output.rstrip().split("\n")
    shown = [line if len(line) <= WIDTH else line[:WIDTH] + "…" for line in lines[-LINES:]]
    if not any(shown):
        return "\noutput: none"
    left_out = ["…"] if len(lines) > LINES else []
    return "\noutput:\n" + "\n".join(f"    {line}" for line in [*left_out, *shown])


def failing_command(block: str, line: int | None) -> str:
    """The line of a block that failed; "the block" when the line is not known."""
    lines = block.splitlines()
    if len(lines) == 1:
        return f"`{lines[0].strip()}`"
    if line is not None and 0 < line <= len(lines):
        return f"line {line} of the block, `{lines[line - 1].strip()}`"
    return "the block"
