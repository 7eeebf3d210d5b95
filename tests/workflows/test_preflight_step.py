"""The step of docs.yml that tries a release of the specimen, and shows the report.

A script replaces uv; the step's script is that of docs.yml.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import ROOT
from tests.sandbox.workstation.repository import TOOLS_LOCK
from tests.workflows.step_run import run_step

#: A replacement for uv that looks at the repository, prints a report and ends as it is told.
UV = f"""\
[ "$1 $2 $3 $4 $5" = "run --locked python -m tests.preflight" ] || exit 9
specimen=${{@: -1}}
[ -z "$(git -C "$specimen" status --porcelain)" ] || exit 8
git -C "$specimen" cat-file -e HEAD:.github/workflows/publish.yml || exit 7
git -C "$specimen" cat-file -e HEAD:{TOOLS_LOCK} || exit 6
git -C "$specimen" cat-file -e HEAD:pyproject.toml || exit 5
echo "the verdict"
exit "$STATUS"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with what the step reads, and UV in `bin`."""
    for path in ("tests/specimen", ".github"):
        shutil.copytree(ROOT / path, tmp_path / path)
    program = tmp_path / "bin" / "uv"
    program.parent.mkdir()
    program.write_text(f"#!/bin/bash\n{UV}")
    program.chmod(0o755)
    return tmp_path


def run(folder: Path, status: int) -> subprocess.CompletedProcess[str]:
    return run_step(
        ".github/workflows/docs.yml", "docs-test", "Try a release of the specimen offline", folder,
        STATUS=str(status), TMPDIR=str(folder),
    )  # fmt: skip


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_summary_has_the_report_whatever_the_verdict_is(folder: Path, status: int) -> None:
    """The step fails unless the specimen would publish."""
    done = run(folder, status)
    assert done.returncode == status, done.stderr
    summary = (folder / "STEP_SUMMARY").read_text()
    assert summary.endswith("~~~~text\nthe verdict\n~~~~\n")
