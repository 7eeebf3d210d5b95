"""Text and drawings are shown only, and counted as only shown."""

from __future__ import annotations

from tests.harness.fences import Fence
from tests.harness.scene import Scene


def judge(fence: Fence, scene: Scene) -> str | None:
    """Nothing can be held against what happens."""
    return None
