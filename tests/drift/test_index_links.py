"""A link that names PyPI or TestPyPI leads to the page about that one."""

from __future__ import annotations

import re

import pytest

from tests import ROOT

pytestmark = pytest.mark.drift

_LINK = re.compile(
    r"\[(?P<text>[^\]]*\b(?:Test)?PyPI\b[^\]]*)\]\([^)]*?\b(?P<page>pypi|testpypi)\.md"
)
#: The index of each page.
INDEXES = {"pypi": "PyPI", "testpypi": "TestPyPI"}


def wrong(text: str) -> list[str]:
    """The texts of links that lead to the page about the other index."""
    return [
        found["text"]
        for found in _LINK.finditer(text)
        if INDEXES[found["page"]] not in re.findall(r"\b(?:Test)?PyPI\b", found["text"])
    ]


def test_a_link_that_names_an_index_leads_to_its_page() -> None:
    pages = sorted((ROOT / "docs").rglob("*.md"))
    found = {path: wrong(path.read_text(encoding="utf-8")) for path in pages}
    assert not {path: texts for path, texts in found.items() if texts}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[on PyPI](setup/pypi.md) and [on TestPyPI](../setup/testpypi.md#confirm)", 0),
        ("[on PyPI](setup/testpypi.md)", 1),
        ("[Add it on TestPyPI](pypi.md)", 1),
    ],
)
def test_a_link_to_the_other_index_is_found(text: str, count: int) -> None:
    assert len(wrong(text)) == count
