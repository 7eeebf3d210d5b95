"""`pytest -m drift` collects the static checks only: importing the other tests takes longer."""

from __future__ import annotations

from pathlib import Path

import pytest

#: The room of the static checks. A test sees to it that the marker is used nowhere else.
ROOM = Path(__file__).parent


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over every file and folder outside this room when only the static checks are wanted."""
    if config.option.markexpr != "drift":
        return None
    outside = not (collection_path.is_relative_to(ROOM) or ROOM.is_relative_to(collection_path))
    return outside or None
