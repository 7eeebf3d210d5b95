"""The guide's tests: what runs its pages, the sandbox they run in, and the checks of every name."""

from pathlib import Path

#: The repository.
ROOT = Path(__file__).parents[1]
