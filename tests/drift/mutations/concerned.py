"""Judges what spoils no page, and what no static check sees: runs the tests concerned."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests.drift.mutations.command_runs import NO_TESTS, PYTEST, ran
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.other_literals import SPECIMEN
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import ChecksFail

#: What reads the whole workflow, and what builds and installs the specimen.
WORKFLOW = ("tests/workflows", "docs/publish/dispatch.md", "docs/publish/release.md")
OF_SPECIMEN = ("docs/publish/dispatch.md", "docs/verify/install.md", "docs/verify/provenance.md")


def tests_of(mutation: Mutation, root: Path) -> list[str]:
    """The pages and the test folders that the mutation concerns, as arguments of pytest."""
    file = mutation.file
    if file == PUBLISH:
        return list(WORKFLOW)
    if file == SPECIMEN:
        return list(OF_SPECIMEN)
    if file == "README.md":
        return ["tests/site/test_readme.py"]
    if file.endswith("refusals.toml"):
        return [*_pages_of(_refusal(mutation, root), root), "tests/contracts"]
    lookup = ["tests/diagnose"] if mutation.kind == "header" and "troubleshooting/" in file else []
    return [file, *lookup]


def _refusal(mutation: Mutation, root: Path) -> set[str]:
    """The names under which pages know the refusal that the line belongs to."""
    lines = (root / mutation.file).read_text(encoding="utf-8").split("\n")[: mutation.line]
    slug = next(found[1] for line in reversed(lines) if (found := re.fullmatch(r"\[(.+)\]", line)))
    entry = tomllib.loads((root / mutation.file).read_text(encoding="utf-8"))[slug]
    return {slug, str(entry.get("symptom", slug))}


def _pages_of(names: set[str], root: Path) -> Iterator[str]:
    for path in sorted((root / "docs/troubleshooting").glob("*.md")):
        listed = re.search(r"^refusals: \[(.*)\]$", path.read_text("utf-8"), re.MULTILINE)
        if path.stem in names or (listed and names & set(re.split(r",\s*", listed[1]))):
            yield path.relative_to(root).as_posix()


def failure(copy: ProjectCopy, mutation: Mutation) -> str | None:
    """What fails with the mutation, and passes without it; None when nothing does.

    Raises ChecksFail for what fails without it, too: that would see every mutation.
    """
    tests = tests_of(mutation, copy.root)
    command = ("pytest", *PYTEST, "-x", *tests)
    with copy.spoiled(mutation):
        seen = _fails(copy, command, len(tests))
    if not seen:
        return None
    if copy.root not in _GREEN[command] and _fails(copy, command, len(tests)):
        raise ChecksFail(f"fails without a mutation: {' '.join(command)}")
    _GREEN[command].add(copy.root)
    return " ".join(command)


#: The copies in which a command has passed without a mutation.
_GREEN: dict[tuple[str, ...], set[Path]] = defaultdict(set)


def _fails(copy: ProjectCopy, command: tuple[str, ...], tests: int) -> bool:
    return ran(copy, command, tests)[0] not in (0, NO_TESTS)
