"""The workflow files of a repository."""

from __future__ import annotations

from pathlib import Path

FOLDER = ".github/workflows"


def workflow_files(repository: Path) -> list[Path]:
    """In order; not the folders and the broken links that have such a name."""
    folder = repository / FOLDER
    return sorted(p for end in ("yml", "yaml") for p in folder.glob(f"*.{end}") if p.is_file())
