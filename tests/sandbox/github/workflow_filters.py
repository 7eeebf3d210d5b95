"""The filters of a workflow's events: branches, tags and paths.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from tests.sandbox.github.workflow_shapes import shown

_NAMES = {"branches", "branches-ignore", "tags", "tags-ignore"}


def admits(rule: Mapping[str, Any], ref: str, changed: Callable[[], Iterable[str]]) -> bool:
    """Whether the filters of a `push` admit `ref`; filters of tags only admit no branch.

    `changed` returns the paths that the push has changed. Filters of paths do not count for tags.
    """
    kind = "tags" if ref.startswith("refs/tags/") else "branches"
    if not _name_passes(rule, kind, ref.split("/", 2)[2]):
        return False
    return kind == "tags" or paths_pass(rule, changed)


def base_passes(rule: Mapping[str, Any], base: str) -> bool:
    """Whether the filters of a pull request's event admit the branch that it is for."""
    return _name_passes({k: rule[k] for k in rule if k.startswith("branches")}, "branches", base)


def paths_pass(rule: Mapping[str, Any], changed: Callable[[], Iterable[str]]) -> bool:
    """Whether a changed path is one of `paths`, or is none of `paths-ignore`."""
    if "paths" in rule:
        patterns = listed(rule["paths"])
        return any(_chosen(path, patterns) for path in changed())
    if "paths-ignore" in rule:
        patterns = listed(rule["paths-ignore"])
        return any(not _any(path, patterns) for path in changed())
    return True


def listed(value: object) -> list[str]:
    """A filter's values; GitHub accepts a single one in place of a list."""
    return [shown(each) for each in (value if isinstance(value, list | tuple) else [value])]


def _name_passes(rule: Mapping[str, Any], kind: str, name: str) -> bool:
    if kind in rule:
        return _chosen(name, listed(rule[kind]))
    if f"{kind}-ignore" in rule:
        return not _any(name, listed(rule[f"{kind}-ignore"]))
    return not (_NAMES & rule.keys())


def _chosen(name: str, patterns: list[str]) -> bool:
    """The last pattern that matches decides; one with `!` takes the name out again."""
    chosen = False
    for pattern in patterns:
        if _any(name, [pattern.removeprefix("!")]):
            chosen = not pattern.startswith("!")
    return chosen


def _any(name: str, patterns: list[str]) -> bool:
    return any(_compiled(pattern).fullmatch(name) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\+|\[[^\]]+\]|\\.)", pattern)
    return re.compile("".join(map(_part, parts)))


def _part(part: str) -> str:
    r"""`?` and `+` are about the character before them, as in a regular expression.

    A backslash makes the next character an ordinary one: `\d` is no digit, but a `d`.
    """
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "?", "+": "+"}
    if part in known or part.startswith("["):
        return known.get(part, part)
    return re.escape(part[1:] if part.startswith("\\") else part)
