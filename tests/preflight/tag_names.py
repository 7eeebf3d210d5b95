"""The tag of the next release, in the style of the repository's own tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from packaging.version import InvalidVersion, Version

from tests.sandbox.github import workflow_filters

_TAG = re.compile(
    r"(?P<prefix>.*?)(?P<version>\d+(?:\.\d+)*(?:[.-]?(?:a|b|c|rc|post|dev|alpha|beta)\.?\d*)*)$"
)


def next_tag(tags: Sequence[str], version: str | None, rule: Mapping[str, Any] | None) -> str:
    """The tag for `version`, or for the version after the newest one.

    `rule` has the filters of the workflow's push event. Without tags of its own, the repository
    uses the first style that the filters admit.
    """
    style = prefix(tags)
    number = version or _after(tags) or "0.1.0"
    if style is not None:
        return style + number
    styles = [f"v{number}", number]
    return next((tag for tag in styles if admits(rule, tag)), styles[0])


def admits(rule: Mapping[str, Any] | None, tag: str) -> bool:
    return workflow_filters.admits(rule or {}, f"refs/tags/{tag}", lambda: ())


def admitted(tags: Sequence[str], rule: Mapping[str, Any] | None) -> Sequence[str]:
    """The tags that can start the workflow; all, if none can."""
    return [tag for tag in tags if admits(rule, tag)] or tags


def released(tags: Sequence[str]) -> str | None:
    """The tag of the highest version."""
    found = sorted(_versions(tags))
    return found[-1][1] if found else None


def prefix(tags: Sequence[str]) -> str | None:
    """What stands before the version in the tag of the highest one."""
    tag = released(tags)
    found = _TAG.fullmatch(tag) if tag else None
    return found["prefix"] if found else None


def _after(tags: Sequence[str]) -> str | None:
    """The next patch of the highest version; the final release of a pre-release."""
    found = sorted(_versions(tags))
    if not found:
        return None
    highest = found[-1][0]
    if highest.is_prerelease:
        return highest.base_version
    first, *rest = reversed(highest.release)
    return ".".join(map(str, [*reversed(rest), first + 1]))


def _versions(tags: Sequence[str]) -> Iterator[tuple[Version, str]]:
    for tag in tags:
        found = _TAG.fullmatch(tag)
        if found is None:
            continue
        try:
            yield Version(found["version"]), tag
        except InvalidVersion:
            continue
