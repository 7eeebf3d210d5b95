"""A sentence that leads to a block is about the index that the block uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests import ROOT
from tests.pages import lexer
from tests.pages.fences import Fence

pytestmark = pytest.mark.drift

PAGES = sorted((ROOT / "docs").rglob("*.md"))
#: By what a block uses an index, and how sentences call that index.
_USES = {
    "TestPyPI": re.compile(r"test\.pypi\.org|environment=testpypi|--repository testpypi"),
    "PyPI": re.compile(
        r"(?<!test\.)pypi\.org|environment=pypi\b|pip index versions(?!.*--index-url)"
    ),
}
_LABEL = re.compile(r"\b(?:Test)?PyPI\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s")


def led_to(page: str, text: str) -> Iterator[tuple[str, Fence]]:
    """The sentences that end in a colon, each with the block below it."""
    paragraph: list[str] = []
    for part in lexer.split(page, list(enumerate(text.split("\n"), 1))):
        if isinstance(part, Fence):
            words = " ".join(paragraph)
            if words.endswith(":"):
                yield _SENTENCE.split(words)[-1], part
            paragraph = []
        elif line := part[1].strip():
            paragraph.append(line)
        elif paragraph and not paragraph[-1].endswith(":"):
            paragraph = []


def problems(page: str, text: str) -> list[str]:
    """Sentences that name one index, above a block that uses the other one only."""
    found = []
    for sentence, fence in led_to(page, text):
        code = fence.attributes.get("title", "") + "\n" + fence.text
        used = {label for label, use in _USES.items() if use.search(code)}
        named = set(_LABEL.findall(sentence))
        if len(named) == len(used) == 1 and named != used:
            wrong = f"it uses {used.pop()}, and the sentence above says {named.pop()}"
            found.append(f"{fence.place}: {wrong}")
    return found


def test_the_sentence_above_a_block_names_its_index() -> None:
    wrong = [
        problem
        for path in PAGES
        for problem in problems(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_rule_looks_at_many_blocks() -> None:
    led = [each for path in PAGES for each in led_to(str(path), path.read_text("utf-8"))]
    assert sum(bool(_LABEL.search(sentence)) for sentence, _ in led) > 30


@pytest.mark.parametrize(
    ("sentence", "block"),
    [
        ("PyPI has it:", "pip index versions --index-url https://test.pypi.org/simple/ a"),
        ("TestPyPI has the version:", "python3 -m pip index versions a"),
        ("Rehearse on PyPI:", "gh workflow run publish.yml -f environment=testpypi"),
    ],
)
def test_the_other_index_is_reported(sentence: str, block: str) -> None:
    text = f"It is on both.\n\nFirst.\n{sentence}\n\n```bash\n{block}\n```\n"
    assert problems("page.md", text) and not problems("page.md", text.replace("PyPI", "PIP"))
