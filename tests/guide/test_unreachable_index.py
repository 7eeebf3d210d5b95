"""A run of pages without a network and without copies ends at once, in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import ROOT

NOWHERE = {"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this project's pytest; the index has no copies, because each index has its own."""
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **NOWHERE},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_run_of_pages_ends_in_one_sentence() -> None:
    done = run("docs/verify/install.md")
    printed = (done.stdout + done.stderr).strip()
    assert done.returncode == 4 and "\n" not in printed
    assert printed.startswith("ERROR: 127.0.0.1:9 could not be reached (")
    assert "and .cache has no copy: see to the network, or set HTTPS_PROXY" in printed


def test_a_run_that_only_collects_needs_no_index() -> None:
    assert run("--collect-only", "docs/verify/install.md").returncode == 0
