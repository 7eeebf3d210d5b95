"""The metadata that a build backend writes, and what the tools of a workflow can read.

The table is `metadata_versions.toml`, with its sources; the publishing action has its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from tests.preflight.static.package_files import Project
from tests.sandbox.runner import action_twine

_TABLE = Path(__file__).with_name("metadata_versions.toml")
_ACTION = "pypa/gh-action-pypi-publish"
_COMMENT = re.compile(r"#\s*(?:tag=)?(release/)?v?(\d+(?:\.\d+)*)")


@cache
def table() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Reader:
    """A tool that reads metadata up to a version; `newest` is one that reads all."""

    name: str
    version: str
    metadata: Version
    tool: str
    newest: str


def written(project: Project) -> tuple[str, Version] | None:
    """The backend, and the metadata that its newest allowed version writes."""
    for requirement in project.requires:
        name = requirement.name.lower().replace("_", "-")
        for row in table()["backend"]:
            if row["name"] != name:
                continue
            versions = row["versions"]
            if project.license_expression and "with_license" in row:
                versions = row["with_license"]
            for since, metadata in versions:
                if _allows(requirement.specifier, since):
                    return requirement.name, Version(metadata)
    return None


def _allows(specifier: SpecifierSet, since: str) -> bool:
    """Whether a version from `since` on is allowed: the bounds decide, and each exact version."""
    exact = [each.version for each in specifier if each.operator in ("==", "~=", "===")]
    try:
        if exact:
            return any(Version(text.rstrip(".*")) >= Version(since) for text in exact)
        upper = [each for each in specifier if each.operator in ("<", "<=")]
        return all(each.contains(since, prereleases=True) for each in upper)
    except InvalidVersion:
        return False


def of_action(uses: str, line: str) -> Reader | None:
    """The reader in an action. A pin's version stands in the comment of its line."""
    name, _, ref = uses.partition("@")
    for row in (_publishing_action(), *table()["reader"]):
        if row["name"] == name.lower():
            version = _version(row, ref, line)
            return None if version is None else _reader(row, version)
    return None


@cache
def _publishing_action() -> Mapping[str, Any]:
    """The row of the publishing action: its twine decides."""
    rows = action_twine.table()["version"]
    tools = {row["reads"]: row["requires"][0].partition(".")[0].replace("==", " ") for row in rows}
    return {
        "name": _ACTION, "newest": action_twine.table()["newest"], "tools": tools,
        "versions": [(row["from"], row["reads"]) for row in rows],
        "commits": action_twine.commits(),
    }  # fmt: skip


def of_requirement(text: str) -> Reader | None:
    """The newest twine that a requirement allows, if that is not the newest of all."""
    found = re.fullmatch(r"twine(?:\[[\w,]*\])?\s*(?:@([\d.]+)|([=<~!>][^;]*))", text.strip())
    row = next(each for each in table()["reader"] if each["name"] == "twine")
    if found is None:
        return None
    if found[1]:
        return _reader(row, Version(found[1]))
    try:
        specifier = SpecifierSet(found[2])
    except InvalidSpecifier:
        return None
    exact = [each.version for each in specifier if each.operator in ("==", "===")]
    if exact:
        return _reader(row, Version(exact[0].rstrip(".*")))
    for since, _ in row["versions"]:
        if all(each.contains(since) for each in specifier if each.operator in ("<", "<=", "~=")):
            return _reader(row, Version(since))
    return None


def tag_object(uses: str) -> bool:
    """Whether an action is pinned to a tag's own object, for which there is no image."""
    name, _, ref = uses.partition("@")
    known = {row["sha"] for row in action_twine.table()["tag_object"]}
    return name == _ACTION and ref in known


def _version(row: Mapping[str, Any], ref: str, line: str) -> Version | None:
    """A branch or a major tag is as new as its newest release; None for an unknown commit."""
    if re.fullmatch(r"[0-9a-f]{7,40}", ref):
        known = row.get("commits", {}).get(ref)
        comment = _COMMENT.search(line.partition("@")[2])
        text = known or (comment[2] if comment else None)
        return None if text is None else _newest(row, text)
    found = re.fullmatch(r"(?:release/)?v?(\d+(?:\.\d+)*)(?:-[\w.]+)?", ref)
    return Version(row["newest"]) if found is None else _newest(row, found[1])


def _newest(row: Mapping[str, Any], text: str) -> Version:
    """`1` stands for the newest 1.x: a moving tag or branch."""
    parts = text.split(".")
    if len(parts) >= 3:
        return Version(text)
    newest = Version(row["newest"])
    if [int(part) for part in parts] == list(newest.release[: len(parts)]):
        return newest
    return Version(f"{text}.999")


def _reader(row: Mapping[str, Any], version: Version) -> Reader | None:
    for since, metadata in row["versions"]:
        if version >= Version(since):
            shown = str(version).replace(".999", "")
            tool = row["tools"].get(metadata, row["name"])
            known = Version(metadata) if metadata else None
            return Reader(row["name"], shown, known, tool, row["newest"]) if known else None
    return None
