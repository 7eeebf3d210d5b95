"""A sandbox that cannot open says so in one sentence."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.sandbox.preconditions import (
    PROBLEMS,
    CannotOpenError,
    check_system,
    refusals_of_the_machine,
)
from tests.sandbox.sandbox import Sandbox


def test_an_error_of_the_operating_system_is_a_sentence() -> None:
    with pytest.raises(CannotOpenError) as caught, refusals_of_the_machine():
        raise OSError(errno.ENOSPC, "No space left on device", "/x")
    expected = "the sandbox cannot open: /x: No space left on device: make room"
    assert str(caught.value).startswith(expected)


def test_a_failing_program_is_a_sentence_with_the_last_line_that_it_printed() -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('first\\nlast')"]
    with pytest.raises(CannotOpenError) as caught, refusals_of_the_machine():
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert str(caught.value).startswith("the sandbox cannot open: last: make room")


def test_a_cache_that_cannot_be_written_is_a_sentence() -> None:
    """Not even root may write below /proc."""
    with pytest.raises(CannotOpenError, match=r"^the sandbox cannot open: /proc/.*: No such file"):
        Sandbox(cache=Path("/proc/guide"))


def test_the_command_refuses_a_machine_that_lacks_something() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.sandbox", "-c", "true"], cwd=ROOT,
        env={**os.environ, "TMPDIR": "/proc"}, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    expected = "tests.sandbox: TMPDIR is /proc, and it cannot be written: name another folder"
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(expected)


def test_another_system_is_refused_in_one_sentence() -> None:
    check_system(sys.platform)
    with pytest.raises(PROBLEMS) as raised:
        check_system("darwin")
    assert str(raised.value) == (
        "the sandbox runs on Linux only, and this is darwin: run it in a container, see README.md"
    )
