"""The guide's tests: what runs its pages, the sandbox they run in, and the checks of every name."""

import os
from pathlib import Path

#: The repository.
ROOT = Path(__file__).resolve().parents[1]


def in_ci() -> bool:
    """Whether the environment says that this is CI: `CI` is `1` or `true`, in any case."""
    return os.environ.get("CI", "").strip().lower() in {"1", "true"}
