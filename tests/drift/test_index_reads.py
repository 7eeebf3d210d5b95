"""Commands that read an index see what it has now."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.drift import page_code

pytestmark = pytest.mark.drift


def test_pip_reads_the_versions_on_an_index_without_its_cache() -> None:
    """pip keeps an index page for ten minutes: a reader would see what was there before."""
    commands = [
        code
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for code in page_code.read(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        if code.language == "bash" and "pip index versions" in code.text
    ]
    assert commands
    cached = [code for code in commands if "--no-cache-dir" not in code.text]
    assert not [f"{code.page}:{code.line}: add --no-cache-dir" for code in cached]
