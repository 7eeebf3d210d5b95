"""`pytest -m drift` reads the static checks only: loading the rest takes longer than they do."""

from __future__ import annotations

from pathlib import Path

import pytest

#: Files that hold drift checks; the marker must not be used elsewhere, which a test sees to.
FILES = "test_drift_*.py"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over every other file and folder when the drift checks alone are wanted."""
    if config.option.markexpr != "drift" or collection_path == config.rootpath:
        return None
    if collection_path.is_dir():
        return collection_path.name != "tests" or None
    return not collection_path.match(FILES) or None
