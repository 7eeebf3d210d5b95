"""The blocks that are shown and not run: each one listed, with its reason."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.pages.page import Docs

pytestmark = pytest.mark.drift

#: Page and first line → why it cannot be run here.
SHOWN = {
    ("docs/verify/monitor.md", "uvx pypistats recent open-hostfactory-plugin"): (
        "pypistats.org is no part of the sandbox, and its counts are nobody's to foresee"
    ),
    ("docs/verify/monitor.md", "SELECT file.version, COUNT(*) AS downloads"): (
        "BigQuery needs an account that pays"
    ),
    ("docs/explanation/how-tested.md", "uv run python -m tests.sandbox"): (
        "it is the sandbox that would open inside itself; tests/sandbox/test_command.py runs it"
    ),
    ("docs/explanation/how-tested.md", "uv run pytest docs/publish/dispatch.md"): (
        "it is the test run that the page is part of"
    ),
    (
        "docs/troubleshooting/index.md",
        "gh run view --log-failed | uv run python -m tests.diagnose",
    ): "it needs a clone of this guide; tests/diagnose/test_accuracy.py runs the command",
    ("docs/reference/sandbox.md", "uv run pytest --live"): (
        "it asks the real services; tests/contracts/live/test_option.py tries the option"
    ),
}


def _shown() -> set[tuple[str, str]]:
    docs = Docs(ROOT)
    pages = sorted((ROOT / "docs").rglob("*.md"))
    names = [str(page.relative_to(ROOT)) for page in pages]
    return {
        (name, fence.text.splitlines()[0])
        for name in names
        for fence in docs.page(name).fences
        if fence.language in ("text", "mermaid")
    }


def test_every_block_that_is_only_shown_is_listed_with_its_reason() -> None:
    """A new `text` block needs an entry, and an entry whose block is gone must go."""
    assert _shown() == set(SHOWN), "list the block with its reason in SHOWN, or make it run"
