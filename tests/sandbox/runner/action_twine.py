"""The twine that a version of the publishing action brings, in a virtual environment of its own."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_VERSION = re.compile(r"v(\d+)\.(\d+)(?:\.(\d+))?")
#: A branch of one minor version stands for its last release.
_BRANCH = re.compile(r"release/v(\d+)\.(\d+)")
_LAST = 99


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def commits() -> dict[str, str]:
    """The version that each known commit is, as three numbers."""
    found = {row["sha"]: row["version"] for row in table()["pinned"]}
    return {**table()["commits"]["of"], **found}


def version(ref: str) -> tuple[int, ...] | None:
    """The version that a tag, a branch or a commit is; None for the newest or an unknown one."""
    if branch := _BRANCH.fullmatch(ref):
        return int(branch[1]), int(branch[2]), _LAST
    found = _VERSION.fullmatch(f"v{commits().get(ref, ref.removeprefix('v'))}")
    return tuple(int(part or 0) for part in found.groups()) if found else None


def is_known(ref: str) -> bool:
    """Whether the twine of the ref is known, or the ref is a branch of the newest version."""
    return version(ref) is not None or ref in ("release/v1", "unstable/v1", "master")


def requirements(ref: str) -> list[str]:
    """What to install for the ref; nothing when it has the twine of this project."""
    wanted = version(ref)
    if wanted is None or wanted >= _parts(table()["newest"]):
        return []
    for row in table()["version"]:
        if wanted >= _parts(row["from"]):
            return list(row["requires"])
    return []


def attests(ref: str) -> bool:
    """Whether the version makes attestations by default: since v1.11.0, as its README says."""
    wanted = version(ref)
    return wanted is None or wanted >= (1, 11, 0)


def install(needed: list[str], folder: Path) -> Path:
    """The Python with the twine. Raises CalledProcessError."""
    python = folder / "bin" / "python"
    subprocess.run(["uv", "venv", "--quiet", str(folder)], check=True, timeout=120)
    command = ["uv", "pip", "install", "--quiet", "--python", str(python), *needed]
    subprocess.run(command, check=True, timeout=300)
    return python


def _parts(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))
