"""What is under "Confirm" can fail: a command that only prints confirms nothing."""

from __future__ import annotations

import re

import pytest

from tests import ROOT
from tests.pages import lexer
from tests.pages.fences import Fence

pytestmark = pytest.mark.drift

PAGES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]
#: Reads a value, and is successful whatever the value is.
_READS = re.compile(r"^gh .*--(?:jq|json)\b")
#: Fails for a wrong value.
_COMPARES = re.compile(r"\| *grep\b|^test |^\[")


def problems(page: str, text: str) -> list[str]:
    """The commands under Confirm that are successful when nothing is mended."""
    return [
        f"{fence.place}: {problem}: {command}"
        for fence in _confirming(page, text)
        for command in fence.text.replace("\\\n", " ").splitlines()
        if (problem := _problem(command))
    ]


def _confirming(page: str, text: str) -> list[Fence]:
    parts = lexer.split(page, list(enumerate(text.split("\n"), 1)))
    fences = [part for part in parts if isinstance(part, Fence)]
    return [one for one in fences if one.heading == "Confirm" and one.language == "bash"]


def _problem(command: str) -> str | None:
    if command.startswith("gh run watch") and "--exit-status" not in command:
        return "it succeeds when the run fails, without --exit-status"
    if _READS.search(command) and not _COMPARES.search(command):
        return "it prints a value and compares it with nothing; add `| grep`"
    return None


def test_each_command_that_confirms_can_fail() -> None:
    wrong = [each for page in PAGES for each in problems(page, (ROOT / page).read_text("utf-8"))]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "command",
    [
        'gh run watch "$run" --interval 1',
        "gh release view v0.1.1 --json isDraft",
        "gh api repos/awslabs/a \\\n  --jq .permissions",
    ],
)
def test_a_command_that_only_prints_is_reported(command: str) -> None:
    page = f"## Confirm\n\n```bash\n{command}\n```\n"
    assert problems("page.md", page)
    assert not problems("page.md", page.replace("Confirm", "Fix"))
    assert not problems("page.md", page.replace("\n```\n", " --exit-status | grep a\n```\n"))
