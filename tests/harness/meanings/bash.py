"""A bash fence is an action: it runs as it stands, and every line of it succeeds."""

from __future__ import annotations

from tests.harness.fences import Fence
from tests.harness.scene import Scene, came, quoted


def judge(fence: Fence, scene: Scene) -> str | None:
    """Runs the block in the page's shell."""
    result = scene.run(fence.text)
    if result.problem:
        return f"{quoted(fence.text, result.line)} {result.problem}{came(result.output)}"
    if result.status:
        what = quoted(fence.text, result.line)
        return f"{what} failed with exit status {result.status}{came(result.output)}"
    return None
