"""The blocks that are shown and not run are listed here, each with its reason."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.pages.page import Docs

pytestmark = pytest.mark.drift

#: Page and first line → why it cannot be run here.
SHOWN = {
    ("docs/verify/monitor.md", "uvx pypistats recent open-hostfactory-plugin"): (
        "pypistats.org is not part of the sandbox, and its counts cannot be predicted"
    ),
    ("docs/verify/monitor.md", "SELECT file.version, COUNT(*) AS downloads"): (
        "BigQuery needs a paid account"
    ),
    ("docs/explanation/how-tested.md", "uv run python -m tests.sandbox"): (
        "it would open a sandbox inside the sandbox; tests/sandbox/test_command.py runs it"
    ),
    ("docs/explanation/how-tested.md", "uv run pytest docs/publish/dispatch.md"): (
        "it would start the test run that runs the page"
    ),
    (
        "docs/troubleshooting/index.md",
        'gh run view "$run" --repo awslabs/open-hostfactory-plugin \\',
    ): "it needs a clone of this guide; tests/diagnose/test_accuracy.py runs the command",
    ("docs/reference/sandbox.md", "uv run pytest --live"): (
        "it sends requests to the real services; tests/contracts/live/test_option.py tests it"
    ),
    ("docs/publish/release.md", 'git commit --allow-empty --message "Prepare 0.1.1"'): (
        "the first release of the specimen has a commit of its own"
    ),
    ("docs/setup/before-you-begin.md", "[build-system]"): (
        "the specimen has another backend; tests/workflows/test_version_lines.py builds with it"
    ),
    ("docs/setup/environments.md", "person=$(gh api user --jq .id)"): (
        "an organization owns the specimen; tests/guide/test_environment_protection.py runs it"
    ),
    **dict.fromkeys(
        (
            ("docs/publish/try-offline.md", first)
            for first in (
                "git clone https://github.com/awslabs/open-hostfactory-plugin \\",
                "uv run python -m tests.preflight ../open-hostfactory-plugin",
                "sed -i 's/^      name: pypi$/      name: release/' \\",
                "git -C ../open-hostfactory-plugin restore .github/workflows/publish.yml",
                "cd ../open-hostfactory-plugin",
                "awslabs/open-hostfactory-plugin, .github/workflows/publish.yml, started by"
                " release v0.1.0",
                "What the files show",
                "Run",
                "✓ open-hostfactory-plugin 0.1.0: would publish",
                "...",
            )
        ),
        "it would open a sandbox inside the sandbox; tests/preflight/test_page.py runs it",
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
    """An entry without a block fails, too."""
    assert _shown() == set(SHOWN), (
        "tests/drift/test_shown.py: list exactly the blocks that are only shown in SHOWN, with"
        " reasons, or make them run"
    )
