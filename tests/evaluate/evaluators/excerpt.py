"""The evaluator of log fences: an excerpt of what the page's own commands print.

It stands above the console fences that are compared with the real output, so that a reader meets
the message before the commands that provoke it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.evaluate.context import EvaluationContext
from tests.pages import transcript
from tests.pages.fences import Fence
from tests.pages.transcript import ELLIPSIS


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """None when each line is in an output that a console fence under the same heading shows."""
    printed = list(_printed(fence, context.page.fences))
    lines = [line for line in fence.text.splitlines() if line.strip(" .")]
    if not lines:
        return "the excerpt shows only `...`: keep the words of the message"
    for line in lines:
        if not any(_within(line, output) for output in printed):
            return f"no console under “{fence.heading}” prints `{line.strip()}`"
    return None


def _printed(excerpt: Fence, fences: tuple[Fence, ...]) -> Iterator[str]:
    """The lines of output that the consoles under the excerpt's heading show."""
    for fence in fences:
        if fence.language == "console" and fence.heading == excerpt.heading:
            try:
                exchanges = transcript.parse(fence.text)
            except transcript.TranscriptProblem:
                continue  # the console itself fails with the reason
            yield from (line for each in exchanges for line in each.expected)


def _within(line: str, output: str) -> bool:
    """Whether the output has the pieces of the line between its `...`, in their order."""
    at = 0
    for piece in line.strip().split(ELLIPSIS):
        at = output.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
