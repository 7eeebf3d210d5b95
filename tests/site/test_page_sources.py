"""The pages as they are written: complete, in one shape, reachable."""

import re
from pathlib import Path

import pytest
from mkdocs.utils import meta

from tests import ROOT
from tests.evaluate.refusal_match import occurs

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FAILURES = sorted(path for path in (DOCS / "troubleshooting").glob("*.md") if path.stem != "index")
FAULTS = 45


def front(path: Path) -> dict[str, object]:
    """A page's front matter."""
    _, found = meta.get_data(path.read_text())
    return dict(found)


#: Those with an error to see, and a world to see it in.
REFUSED = [
    path for path in FAILURES if front(path).get("acted", True) and "silent" not in front(path)
]


def name(path: Path) -> str:
    """A page's path below docs/, as the test's id."""
    return str(path.relative_to(DOCS))


def faults() -> list[list[str]]:
    """The rows of What changed: number, old words, correction, evidence."""
    text = (DOCS / "what-changed.md").read_text()
    rows = re.findall(r"^\| (\d+) \|(.*)\|(.*)\|(.*)\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_page_says_what_it_is_for(path: Path) -> None:
    """Each page has a title, and a description for search engines and shared links."""
    assert {"title", "description"} <= set(front(path))


@pytest.mark.parametrize("path", FAILURES, ids=name)
def test_failure_has_the_five_headings(path: Path) -> None:
    """A page of failures is named after its symptom and has the same headings as all others."""
    headings = re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE)
    assert headings == ["You see", "Why", "Fix", "Confirm", "Not this"]
    assert front(path)["symptom"] == path.stem
    assert {"says", "who"} <= set(front(path))


@pytest.mark.parametrize("path", REFUSED, ids=name)
def test_failure_is_refused_in_its_own_words(path: Path) -> None:
    """What you see is refused with the page's symptom, and shows the words that it is found by."""
    text, says = path.read_text(), front(path)["says"]
    seen = re.search(r'console \{refused="(\S+)"\}\n(.*?)```', text, re.DOTALL)
    assert seen and seen[1] == path.stem
    assert isinstance(says, list)
    assert any(occurs(words, seen[2]) for words in says)


def test_every_fault_is_there_once() -> None:
    """What changed counts its corrections from 1 to the number that it promises."""
    assert [int(row[0]) for row in faults()] == list(range(1, FAULTS + 1))
    assert f"had {FAULTS} faults" in (DOCS / "what-changed.md").read_text()


def test_every_fault_has_a_place_and_evidence() -> None:
    """Each correction links the page that has it right, and a source outside this guide."""
    for _, _, correction, evidence in faults():
        assert re.search(r"\]\([\w/-]+\.md(#[\w-]+)?\)", correction), correction
        assert re.search(r"\]\(https://\S+\)", evidence), evidence


def test_no_word_that_belittles() -> None:
    """What is simple for the writer may not be so for the reader."""
    found = [
        f"{name(path)}: {word}"
        for path in PAGES
        for word in re.findall(r"(?i)\b(?:simply|obviously|of course|easily)\b", path.read_text())
    ]
    assert not found
