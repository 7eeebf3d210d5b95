"""Deselects tests, and counts them once in the summary of a run with workers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: Key under which an xdist worker reports its number of deselected tests; xdist drops that number.
_OUTPUT = "guide_deselected"


def deselect(
    config: pytest.Config, items: list[pytest.Item], unwanted: Callable[[pytest.Item], bool]
) -> None:
    """Remove the unwanted tests from `items`."""
    left_out = [item for item in items if unwanted(item)]
    if not left_out:
        return
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    if hasattr(config, "workeroutput"):
        counted = config.workeroutput.get(_OUTPUT, 0)
        config.workeroutput[_OUTPUT] = counted + len(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take the number of one worker: all workers deselect the same tests."""
    reporter = node.config.pluginmanager.get_plugin("terminalreporter")
    number = getattr(node, "workeroutput", {}).get(_OUTPUT, 0)
    reporter.stats["deselected"] = [_OUTPUT] * number
