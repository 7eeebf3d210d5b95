"""A bash fence is an action: it runs as it stands, and every line of it succeeds."""

from __future__ import annotations

from tests.evaluate.context import EvaluationContext, failing_command, output_excerpt
from tests.pages.fences import Fence


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Runs the block in the page's shell."""
    result = context.run(fence.text)
    if result.problem:
        what = failing_command(fence.text, result.line)
        return f"{what} {result.problem}{output_excerpt(result.output)}"
    if result.status:
        what = failing_command(fence.text, result.line)
        return f"{what} failed with exit status {result.status}{output_excerpt(result.output)}"
    return None
