"""The labels of a job's `runs-on`, and whether a runner has them.

Source: "Available Images" in README.md of https://github.com/actions/runner-images.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

#: The labels of GitHub's own images, those for larger runners with macOS included. A retired image
#: is not in the list any more: a job that asks for it waits.
_HOSTED = re.compile(
    r"ubuntu-(?:latest|slim|(?:22\.04|24\.04|26\.04)(?:-arm)?)"
    r"|windows-(?:latest|2022|2025|2025-vs2026|11-arm|11-vs2026-arm)"
    r"|macos-(?:latest|14|15|26)(?:-intel|-large|-xlarge)?|xcode-27(?:-xlarge)?"
)
#: A runner of one's own, and a group of runners, which only the owner of the repository knows.
_OWN = re.compile(r"self-hosted|group:.*")


def labels_of(runs_on: Any) -> list[str]:
    """The labels in `runs-on`; a group without labels counts as one, such as `group:large`.

    A job that calls a workflow has no `runs-on`, and no labels.
    """
    if runs_on is None:
        return []
    if isinstance(runs_on, dict):
        runs_on = runs_on.get("labels") or f"group:{runs_on.get('group')}"
    return [str(each) for each in runs_on] if isinstance(runs_on, list) else [str(runs_on)]


def is_served(labels: Iterable[str]) -> bool:
    """Whether some runner has the labels, which are compared without case."""
    known = [each.strip().lower() for each in labels]
    own = any(_OWN.fullmatch(each) for each in known)
    return own or all(_HOSTED.fullmatch(each) for each in known)
