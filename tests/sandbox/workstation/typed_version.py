"""The specimen's pyproject.toml before the guide: the version is typed, and no tag counts."""

from __future__ import annotations

import re
from pathlib import Path

#: Not the first release of the guide: without the change on its page, that release is refused.
VERSION = "0.0.1"
#: What the page makes of a typed version, and what was there before; of each, the first match.
_CHANGES = (
    (r', "hatch-vcs"', ""),
    (r"dynamic = \[\"version\"\].*", f'version = "{VERSION}"'),
    (r"(?:#.*\n)*\[tool\.hatch\.version\]\n(?:.+\n)+\n", ""),
)


def put_into(project: Path) -> None:
    """Raises ValueError when the file does not count its version from tags."""
    text = project.read_text(encoding="utf-8")
    for pattern, before in _CHANGES:
        text, changes = re.subn(pattern, before, text, count=1)
        if not changes:
            raise ValueError(f"{project} has nothing that matches {pattern}")
    project.write_text(text, encoding="utf-8")
