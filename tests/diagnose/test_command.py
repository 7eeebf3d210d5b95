"""The command `python -m tests.diagnose`."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests import ROOT


def diagnose(*arguments: str, log: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs the command with the log on standard input."""
    command = [sys.executable, "-m", "tests.diagnose", *arguments]
    return subprocess.run(
        command, cwd=ROOT, input=log, capture_output=True, check=False, timeout=120
    )


def test_the_command_prints_the_page_and_its_fix() -> None:
    """It accepts bytes that are not UTF-8, and removes the colours from the matching line."""
    done = diagnose(log=b"\xff\x1b[31m Invalid or non-existent authentication information. \x1b[0m")
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert text.startswith(
        "https://awslabs.github.io/open-hostfactory-plugin/troubleshooting/invalid-auth/\n"
    )
    assert "\nFix:\n  Create a token on the site" in text and "\x1b" not in text


@pytest.mark.parametrize(
    ("arguments", "log", "status", "sentence"),
    [
        ((), b"npm ERR! code E403", 1, "No page of the guide matches these lines."),
        ((), b" \n", 2, "The log is empty."),
        (("no-such.log",), b"", 2, "no-such.log: No such file or directory."),
    ],
)
def test_an_unknown_empty_or_missing_log_is_one_sentence(
    arguments: tuple[str, ...], log: bytes, status: int, sentence: str
) -> None:
    done = diagnose(*arguments, log=log)
    assert done.returncode == status
    assert sentence in (done.stdout + done.stderr).decode()
    assert b"Traceback" not in done.stderr


def test_a_reader_that_closes_its_pipe_gets_no_traceback() -> None:
    """As `| head -1` does."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.diagnose"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdin and running.stdout and running.stderr
        running.stdout.close()
        running.stdin.write(b"HTTPError: 400 File already exists")
        running.stdin.close()
        assert running.wait(timeout=120) == -signal.SIGPIPE
        assert running.stderr.read() == b""
