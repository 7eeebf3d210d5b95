"""A command fits into a block of the site at 1280 px: its lines have at most 72 columns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ROOT
from tests.pages import transcript
from tests.pages.fences import Fence
from tests.vocabulary import quotations

pytestmark = pytest.mark.drift

COLUMNS = 72
#: Lines in quotes that a line break would change, by a part of each, with the reason.
EXCEPTIONS = {
    "sed -i 's|upload-artifact@v3|upload-artifact@": "a script of sed with the commit of an action",
    "  s|download-artifact@v3|download-artifact@": "a script of sed with the commit of an action",
    "sed -i '/download-artifact@/,/path:/s/name: dist$/": "a script of sed is one line",
    ">   -c 'from importlib.metadata import version; print(": "no console breaks a line in quotes",
}


def fences() -> Iterator[Fence]:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = quotations.pages(ROOT).page(path.relative_to(ROOT).as_posix())
        yield from (fence for fence in page.fences if fence.language in ("bash", "console"))


def commands(fence: Fence) -> list[str]:
    """The lines to type, with their prompts; outputs wrap wherever there is no room."""
    if fence.language == "bash":
        return fence.text.splitlines()
    try:
        exchanges = transcript.parse(fence.text)
    except transcript.TranscriptProblem as problem:
        raise ValueError(f"{fence.place}: {problem}") from None
    prompted = [each.command.replace("\n", f"\n{transcript.CONTINUATION}") for each in exchanges]
    return [line for command in prompted for line in f"{transcript.PROMPT}{command}".splitlines()]


def too_long(line: str) -> bool:
    """One word on a line of its own, such as an address, cannot be broken."""
    words = line.removeprefix(transcript.CONTINUATION).removesuffix("\\").split()
    return len(line) > COLUMNS and len(words) > 1


def excepted(line: str) -> list[str]:
    return [part for part in EXCEPTIONS if line.startswith(part)]


def test_a_line_of_a_command_has_at_most_72_columns() -> None:
    wrong = [
        f"{fence.place}: {len(line)} columns, break it with a backslash: {line}"
        for fence in fences()
        for line in commands(fence)
        if too_long(line) and not excepted(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_each_exception_is_needed() -> None:
    needed = {part for fence in fences() for line in commands(fence) if too_long(line)
              for part in excepted(line)}  # fmt: skip
    assert needed == EXCEPTIONS.keys()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("gh run list " + "x" * 61, True),
        ("gh run list " + "x" * 60, False),
        ("  " + "x" * 90 + " \\", False),
        ("  " + "x" * 90 + " --jq", True),
        (">   " + "x" * 90 + " \\", False),
    ],
)
def test_a_long_line_is_found_unless_it_is_one_word(line: str, expected: bool) -> None:
    assert too_long(line) is expected


def test_outputs_are_no_commands() -> None:
    fence = Fence("a.md", 1, "console", "$ gh \\\n>   run\n" + "x y " * 40 + "\n$ id\n0\n")
    assert commands(fence) == ["$ gh \\", ">   run", "$ id"]


def test_a_command_that_continues_without_its_prompt_is_found_by_its_page() -> None:
    """Each console of the guide is read above, so this rule holds for all of them."""
    with pytest.raises(ValueError, match=r"a\.md:1: line 2 of the console continues a command"):
        commands(Fence("a.md", 1, "console", "$ gh \\\n  run\n"))
