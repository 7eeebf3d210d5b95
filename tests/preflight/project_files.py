"""Reads the files in which a project describes itself; what is missing or broken is empty."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def toml_of(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError:
        return {}


def table_of(tree: Any, *keys: str) -> dict[str, Any]:
    """The table below these keys."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}
