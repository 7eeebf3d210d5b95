"""A section of publish.yml is shown under its own heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests import ROOT

pytestmark = pytest.mark.drift

_HEADING = re.compile(r"^#{2,} (?P<text>.+?)(?: \{#[\w-]+\})?$")
_SECTION = re.compile(r'--8<-- "\.github/workflows/publish\.yml:(?P<name>[\w-]+)"')
#: Headings that have other words than the section.
OTHER_WORDS = {
    ("docs/reference/workflow.md", "Variables"): "env",
    ("docs/reference/names.md", "Set by the workflow"): "env",
    ("docs/publish/migrate.md", "Set up Trusted Publishing first"): "publish-testpypi",
}


def shown() -> Iterator[tuple[str, int, str, str]]:
    """The page, the line, the heading and the section of each section that is shown."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        heading = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if found := _HEADING.match(line):
                heading = found["text"]
            elif found := _SECTION.search(line):
                yield path.relative_to(ROOT).as_posix(), number, heading, found["name"]


def test_the_heading_above_names_the_section() -> None:
    wrong = [
        f"{page}:{line}: `{section}` is shown under the heading {heading!r}"
        for page, line, heading, section in shown()
        if section != OTHER_WORDS.get((page, heading), heading.lower())
    ]
    assert not wrong, "\n".join(wrong)


def test_no_heading_with_other_words_is_gone() -> None:
    assert set(OTHER_WORDS) <= {(page, heading) for page, _, heading, _ in shown()}
