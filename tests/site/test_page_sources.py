"""The pages' Markdown: complete front matter, the same headings, sourced corrections."""

import re
from pathlib import Path

import pytest
from mkdocs.utils import meta

from tests import ROOT
from tests.evaluate.refusal_match import occurs

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
SYMPTOMS = sorted(path for path in (DOCS / "troubleshooting").glob("*.md") if path.stem != "index")
#: The number of the old guide's errors that what-changed.md corrects.
CORRECTIONS = 44
#: An item of a list in the front matter of a page.
PATTERN = re.compile(r"(?m)^  - .*\n")


def front_matter(path: Path) -> dict[str, object]:
    _, found = meta.get_data(path.read_text())
    return dict(found)


#: Pages whose failure shows an error and is reproduced in the sandbox.
REFUSED = [
    path
    for path in SYMPTOMS
    if front_matter(path).get("acted", True) and "silent" not in front_matter(path)
]


def name(path: Path) -> str:
    """A page's path below docs/, as the test's id."""
    return str(path.relative_to(DOCS))


def corrections() -> list[list[str]]:
    """The rows of what-changed.md: number, old text, correction, evidence."""
    text = (DOCS / "what-changed.md").read_text()
    rows = re.findall(r"^\| (\d+) \|(.*)\|(.*)\|(.*)\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_a_title_and_a_description(path: Path) -> None:
    """Search engines and link previews show the description."""
    assert {"title", "description"} <= set(front_matter(path))


@pytest.mark.parametrize("path", SYMPTOMS, ids=name)
def test_a_troubleshooting_page_has_the_five_headings_and_its_symptom_s_name(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE)
    assert headings == [
        "Symptoms" if front_matter(path).get("silent") else "Error message",
        "Why",
        "Fix",
        "Confirm",
        "Similar errors",
    ]
    assert front_matter(path)["symptom"] == path.stem
    assert {"says", "who"} <= set(front_matter(path))


@pytest.mark.parametrize("path", REFUSED, ids=name)
def test_a_refused_block_shows_one_of_the_page_s_messages(path: Path) -> None:
    """The block's `refused` attribute is the page's symptom; `says:` lists the messages.

    A form shows none.
    """
    text, says = path.read_text(), front_matter(path)["says"]
    if form := re.search(r'form \{[^}]*refused="(\S+)"\}', text):
        assert form[1] == path.stem
        return
    seen = re.search(r'console \{refused="(\S+)"\}\n(.*?)```', text, re.DOTALL)
    assert seen and seen[1] == path.stem
    assert isinstance(says, list)
    assert any(occurs(message, seen[2]) for message in says)


def test_corrections_are_numbered_from_one_to_the_number_that_the_page_states() -> None:
    assert [int(row[0]) for row in corrections()] == list(range(1, CORRECTIONS + 1))
    assert f"had {CORRECTIONS} faults" in (DOCS / "what-changed.md").read_text()


def test_every_correction_links_a_page_and_an_outside_source() -> None:
    for _, _, correction, evidence in corrections():
        assert re.search(r"\]\([\w/-]+\.md(#[\w-]+)?\)", correction), correction
        assert re.search(r"\]\(https://\S+\)", evidence), evidence


def test_no_page_belittles_a_task() -> None:
    """Words such as "simply" judge a task that a reader may find hard.

    The patterns in a front matter are the words of logs and reports, and no page shows them.
    """
    judging = r"(?i)\b(?:simply|obviously|of course|easily)\b"
    found = [
        f"{name(path)}: {word}"
        for path in PAGES
        for word in re.findall(judging, PATTERN.sub("", path.read_text()))
    ]
    assert not found
