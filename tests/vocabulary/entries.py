"""Reads the lists of this folder: terms.toml and limits.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def entries(path: Path) -> list[dict[str, Any]]:
    """The entries of a list that has the name of its file; what they list cannot be changed."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))[path.stem]
    return [
        {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        for entry in found
    ]
