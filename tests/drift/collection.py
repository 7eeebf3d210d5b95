"""Restricts `pytest -m drift` to this folder, because the import of the other tests takes long."""

from __future__ import annotations

from pathlib import Path

import pytest

#: All tests with the marker `drift`; test_facts.py checks that no other folder has one.
FOLDER = Path(__file__).parent
#: The tests of what spoils the guide have no marker, and are not static.
MUTATIONS = FOLDER / "mutations"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for paths outside FOLDER under `-m drift`; None leaves the decision to pytest."""
    if config.option.markexpr != "drift":
        return None
    outside = not (collection_path.is_relative_to(FOLDER) or FOLDER.is_relative_to(collection_path))
    return outside or collection_path.is_relative_to(MUTATIONS) or None
