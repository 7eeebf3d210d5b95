"""The exceptions of a program that fails, or that does not end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.sandbox import command
from tests.sandbox.actors import commits
from tests.sandbox.sandbox import Sandbox


def test_the_exception_of_a_failed_program_has_its_message(tmp_path: Path) -> None:
    with pytest.raises(command.CommandError) as raised:
        command.run(["git", "rev-parse", "HEAD"], folder=tmp_path)
    assert str(raised.value).startswith("`git rev-parse HEAD` exited with 128: fatal: not a git")


def test_a_program_that_does_not_end_is_ended_at_the_limit() -> None:
    with pytest.raises(subprocess.TimeoutExpired, match=r"'sleep', '60'.* after 0\.1 seconds"):
        command.run(["sleep", "60"], seconds=0.1)


def test_a_commit_that_git_refuses_names_gits_reason(restored_sandbox: Sandbox) -> None:
    """The tag exists already, so that git refuses to create it."""
    commits.tag(restored_sandbox, "v9")
    with pytest.raises(subprocess.CalledProcessError, match="fatal: tag 'v9' already exists"):
        commits.tag(restored_sandbox, "v9")
