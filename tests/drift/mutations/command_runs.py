"""Runs one command in a copy of the project."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from tests.drift.mutations.project_copy import ProjectCopy

#: In seconds, of one build or the tests of one page. What takes longer hangs, and counts as seen.
LIMIT = 600
#: A fence that hangs is seen later than in an ordinary run: a slow machine is no mistake.
PYTEST = ("-q", "-n0", "-p", "no:cacheprovider", "-o", "guide_fence_seconds=300")
BUILD = ("mkdocs", "build", "--strict", "--quiet", "--site-dir", "site")
#: pytest's status when it has collected no test, such as of a page without blocks.
NO_TESTS = 5
HANGS = 124


def ran(copy: ProjectCopy, command: Sequence[str], pages: int = 1) -> tuple[int, str]:
    """The status of `python -m` with the words, and what it has printed."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=copy.root, check=False,
            timeout=LIMIT * pages, env=copy.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return HANGS, ""
    return done.returncode, done.stdout
