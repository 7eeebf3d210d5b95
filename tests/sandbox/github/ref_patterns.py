"""Patterns for the names of branches and tags, in rules and in filters of workflows."""

from __future__ import annotations

import re
from functools import cache


def matches(pattern: str, name: str) -> bool:
    """As Ruby's `File.fnmatch` with FNM_PATHNAME: `*` and `?` stop at a slash, `**/` does not.

    Source: "Using fnmatch syntax", "Creating rulesets for a repository", and "Deployments and
    environments" in GitHub's docs.
    """
    return _compiled(pattern).fullmatch(name) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*+|\?|\[[^\]]+\])", pattern)
    return re.compile("".join(map(_part, parts)))


def _part(part: str) -> str:
    if part == "**/":
        return "(?:[^/]+/)*"
    if part.startswith("*"):
        return "[^/]*"
    if part == "?":
        return "[^/]"
    return part.replace("[!", "[^") if part.startswith("[") else re.escape(part)
