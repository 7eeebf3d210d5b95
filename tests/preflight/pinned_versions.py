"""The versions of actions that are pinned to commits, from the comments beside them."""

from __future__ import annotations

import re
from typing import Any

from tests.sandbox.runner import action_twine

_COMMENTED = re.compile(
    r"([\w.-]+/[\w./-]+)@([0-9a-f]{40})['\"]?\s*#\s*(?:tag=)?v?(\d+(?:\.\d+){1,2})\b"
)
#: The actions that bring a twine of their own, by their version.
_WITH_TWINE = ("pypa/gh-action-pypi-publish", "hynek/build-and-inspect-python-package")


def is_known(uses: str, text: str) -> bool:
    """Whether the version of the publishing action is known from a table or a comment."""
    ref = uses.partition("@")[2]
    return action_twine.is_known(ref) or any(
        ref == commit for _, commit, _ in _COMMENTED.findall(text)
    )


def name_versions(jobs: dict[str, dict[str, Any]], text: str) -> None:
    """Write the version in place of a commit that no table names, where it decides on twine."""
    versions = {
        f"{name}@{commit}": f"{name}@v{version}"
        for name, commit, version in _COMMENTED.findall(text)
        if name in _WITH_TWINE and not action_twine.is_known(commit)
    }
    for step in (each for body in jobs.values() for each in body.get("steps") or ()):
        if step.get("uses") in versions:
            step["uses"] = versions[step["uses"]]
