"""`python -m tests.diagnose`: the page of a log and its fix, in a terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import ROOT


def diagnose(*arguments: str, log: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command, with a log piped in."""
    command = [sys.executable, "-m", "tests.diagnose", *arguments]
    return subprocess.run(command, cwd=ROOT, input=log, capture_output=True, check=False)


def test_the_terminal_names_page_and_fix() -> None:
    """The address, the line that gave it away without its colours, and how the fix begins."""
    said = diagnose(log=b"\xff\x1b[31m Invalid or non-existent authentication information. \x1b[0m")
    text = said.stdout.decode()
    assert said.returncode == 0, said.stderr
    assert text.startswith(
        "https://awslabs.github.io/open-hostfactory-plugin/troubleshooting/invalid-auth/\n"
    )
    assert "\nFix:\n  Make a token on the very site" in text and "\x1b" not in text


@pytest.mark.parametrize(
    ("arguments", "log", "status", "sentence"),
    [
        ((), b"npm ERR! code E403", 1, "No page of the guide knows these lines."),
        ((), b" \n", 2, "The log is empty."),
        (("no-such.log",), b"", 2, "no-such.log: No such file or directory."),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(
    arguments: tuple[str, ...], log: bytes, status: int, sentence: str
) -> None:
    """Nothing known, nothing given, nothing there: said in a line, with what to do."""
    said = diagnose(*arguments, log=log)
    assert said.returncode == status
    assert sentence in (said.stdout + said.stderr).decode()
    assert b"Traceback" not in said.stderr
