"""The guide's tests: what runs its pages, the sandbox they run in, and the checks of every name."""

import os
from pathlib import Path

#: The repository.
ROOT = Path(__file__).parents[1]


def in_ci() -> bool:
    """Whether the variable CI is set, as GitHub Actions and most others set it."""
    return os.environ.get("CI", "").lower() in ("1", "true")
