"""The debug page keeps its promise: what stands before its last section changes nothing."""

from __future__ import annotations

import re

import pytest

from tests import ROOT
from tests.pages.page import Docs

pytestmark = pytest.mark.drift

PAGE = "docs/reference/debug.md"
LAST = "## See more of a run"
#: What changes a run, a setting, a release or the files of the folder.
CHANGES = re.compile(
    r"\brm\b|\brerun\b|workflow run|-X |--method|secret (?:set|delete)"
    r"|release (?:create|edit|delete|upload)|twine upload|\bgit (?:push|commit|switch|restore)\b"
)


def test_no_block_before_the_last_section_changes_anything() -> None:
    lines = (ROOT / PAGE).read_text(encoding="utf-8").split("\n")
    end = lines.index(LAST) + 1
    texts = [fence.text for fence in Docs(ROOT).page(PAGE).fences if fence.line < end]
    assert len(texts) > 3
    assert not [text for text in texts if CHANGES.search(text)]
    builds = [line for text in texts for line in text.split("\n") if "uv build" in line]
    assert builds and all("--out-dir" in line for line in builds)
