"""All mutations of the project, made from its files."""

from __future__ import annotations

from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests.drift.mutations import other_literals, page_literals, workflow_literals
from tests.drift.mutations.mutation import Mutation


def made(root: Path) -> list[Mutation]:
    """Each mutation once, in the order of files and lines."""
    found = list(workflow_literals.mutations(_text(root, PUBLISH)))
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        name = path.relative_to(root).as_posix()
        found += page_literals.mutations(name, _text(root, name))
    found += other_literals.of_specimen(_text(root, other_literals.SPECIMEN))
    for path in sorted((root / "tests/sandbox").rglob("refusals.toml")):
        name = path.relative_to(root).as_posix()
        found += other_literals.of_refusals(name, _text(root, name))
    return list(dict.fromkeys(found))


def _text(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")
