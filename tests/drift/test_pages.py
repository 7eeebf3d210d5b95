"""The names on the pages are those of publish.yml and mkdocs.yml."""

from functools import cache

import pytest

from tests import ROOT
from tests.drift import page_code
from tests.drift.known_names import KnownNames, known_names, problem
from tests.drift.name_uses import NameUse, name_uses
from tests.drift.other_packages import MISTYPED, TOOLS
from tests.drift.sources import WORKFLOWS, facts

pytestmark = pytest.mark.drift

FILES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [path.relative_to(ROOT).as_posix() for path in FILES]


@cache
def names() -> KnownNames:
    return known_names(facts(), [file.rpartition("/")[2] for file in WORKFLOWS], TOOLS)


@cache
def uses_on(page: str) -> list[NameUse]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [use for piece in page_code.read(page, text) for use in name_uses(piece)]


def mistakes(page: str) -> list[tuple[NameUse, str]]:
    found = [(use, problem(use, names())) for use in uses_on(page) if not use.refused]
    typed = MISTYPED.get(page)
    return [(use, sentence) for use, sentence in found if sentence and use.name != typed]


@pytest.mark.parametrize("page", PAGES)
def test_every_name_on_the_page_exists(page: str) -> None:
    """Commands, forms, YAML and links use only names of the workflow and the repository."""
    sentences = [sentence for _, sentence in mistakes(page)]
    if sentences:
        pytest.fail("\n".join(dict.fromkeys(sentences)), pytrace=False)


@pytest.mark.parametrize("page", MISTYPED)
def test_a_mistyped_name_is_on_its_page(page: str) -> None:
    assert MISTYPED[page] in {use.name for use in uses_on(page) if use.kind == "package"}


def test_every_allowed_tool_is_installed_on_some_page() -> None:
    installed = {use.name for page in PAGES for use in uses_on(page) if use.kind == "package"}
    unused = sorted(set(TOOLS) - installed)
    assert not unused, (
        f"tests/drift/other_packages.py: no page installs {unused}; remove them from TOOLS"
    )
