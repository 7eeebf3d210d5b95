"""The ledger: what this run did with each block, in `.cache/verdicts.json`."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from tests.pages.fences import Fence

LEDGER = Path(".cache/verdicts.json")


class Entry(TypedDict):
    """One fence. `page` is a path from the root, `line` opens the fence, `seconds` are of its run.

    `verdict` is `ran`, `checked`, `shown` or `failed`; `sha256` is of the text as drawn.
    """

    page: str
    line: int
    language: str
    verdict: str
    seconds: float
    sha256: str
    #: When, for a fence that an earlier run than the ledger's own has run.
    ran_at: NotRequired[str]


class UnknownTool(ValueError):
    """A name among the tools that is no installed distribution."""


def entry(fence: Fence, verdict: str, seconds: float) -> Entry:
    """The ledger's line for a fence."""
    return {
        "page": fence.page,
        "line": fence.line,
        "language": fence.language,
        "verdict": verdict,
        "seconds": round(seconds, 4),
        "sha256": sha256(fence.text.encode()).hexdigest(),
    }


def write(root: Path, tools: Mapping[str, str], entries: Iterable[Entry]) -> None:
    """Writes the ledger of one run, whole or not at all: of two at once the later one stays.

    It holds the fences that this run reached and no others; a run of one page says nothing about
    the rest.
    """
    ledger = {
        "ran_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(root),
        "tools": dict(sorted(tools.items())),
        "fences": sorted(entries, key=lambda one: (one["page"], one["line"])),
    }
    save(root / LEDGER, ledger)


def save(path: Path, ledger: Mapping[str, Any]) -> None:
    """Replaces the file in one step, so that no reader sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False) as part:
        json.dump(ledger, part, indent=1)
    # NamedTemporaryFile keeps others out; the ledger is for everybody.
    os.chmod(part.name, 0o644)
    os.replace(part.name, path)


def commit(root: Path) -> str | None:
    """The commit that is checked out; None outside a repository. Reads nobody's git settings."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    variables = {"PATH": os.environ.get("PATH", os.defpath), **alone}
    try:
        asked = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=root, env=variables,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    return asked.stdout.strip()


def tool_versions(names: Iterable[str]) -> dict[str, str]:
    """The versions of installed distributions. Raises UnknownTool."""
    try:
        return {name: version(name) for name in names}
    except PackageNotFoundError as problem:
        raise UnknownTool(f"guide_tools names {problem.name!r}, which is not installed") from None
