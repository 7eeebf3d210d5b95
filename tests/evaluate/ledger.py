"""The ledger of a run, `.cache/verdicts.json`: the verdict on each fence."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from tests.confinement.level import available
from tests.pages.copied_text import copied_text
from tests.pages.fences import Fence
from tests.terminal.whole_file import remove_parts, whole_file

LEDGER = Path(".cache/verdicts.json")


class Entry(TypedDict):
    """One fence. `page` is a path from the root, `line` the line that opens the fence.

    `verdict` is `ran`, `checked`, `shown` or `failed`. `seconds` is how long the evaluation took.
    `sha256` is the digest of the text that a reader copies.
    """

    page: str
    line: int
    language: str
    verdict: str
    seconds: float
    sha256: str
    #: Only of a fence whose verdict is from an earlier run than the ledger's.
    ran_at: NotRequired[str]


def entry(fence: Fence, verdict: str, seconds: float) -> Entry:
    """The ledger entry of a fence."""
    return {
        "page": fence.page,
        "line": fence.line,
        "language": fence.language,
        "verdict": verdict,
        "seconds": round(seconds, 4),
        "sha256": sha256(copied_text(fence).encode()).hexdigest(),
    }


def write(root: Path, tools: Mapping[str, str], entries: Iterable[Entry]) -> None:
    """Replace the ledger atomically: of two runs at the same time, the later one to end wins.

    It contains only the fences that this run reached.
    """
    ledger = {
        "ran_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(root),
        "confinement": str(available()),
        "tools": dict(sorted(tools.items())),
        "fences": sorted(entries, key=lambda entry: (entry["page"], entry["line"])),
    }
    save(root / LEDGER, ledger)


def save(path: Path, ledger: Mapping[str, Any]) -> None:
    """Replace the file in one step, so that it is never read half-written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_parts(path.parent)
    with whole_file(path) as file:
        file.write(json.dumps(ledger, indent=1).encode())


def commit(root: Path) -> str | None:
    """The commit that is checked out, without reading git settings; None outside a repository."""
    no_settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    variables = {"PATH": os.environ.get("PATH", os.defpath), **no_settings}
    try:
        git = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=root, env=variables,
            capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return git.stdout.strip()
