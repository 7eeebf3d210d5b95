"""The evaluator of bash fences: the block runs unchanged, and every command must succeed."""

from __future__ import annotations

from tests.evaluate.commands_run import lint, mistrust
from tests.evaluate.context import EvaluationContext, failing_command, output_excerpt
from tests.pages.fences import Fence


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Run the block in the page's shell."""
    if hidden := lint(fence.text):
        return hidden
    result = context.run(fence.text)
    if mistrusted := mistrust(fence.text, result, context):
        return mistrusted
    if result.passed:
        return None
    command = failing_command(fence.text, result.line)
    reason = result.problem or f"failed with exit status {result.status}"
    return f"{command} {reason}{output_excerpt(result.output)}"
