"""Each version of the publishing action checks and uploads with its own twine."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.runner import action_twine, completed_run
from tests.sandbox.sandbox import Sandbox

_PINNED = "76f52bc884231f62b9a034ebfe128415bbaabdfc"


@pytest.mark.parametrize(
    ("ref", "requires"),
    [
        ("release/v1", []), ("v1.14.2", []), ("v1.14.0", ["twine==6.1.0"]),
        ("v1.14", ["twine==6.1.0"]),
        (_PINNED, ["twine==6.1.0"]),
        ("v1.12.3", ["twine==6.0.1", "packaging==24.2", "pkginfo==1.12.0"]),
        ("release/v1.8", ["twine==5.0.0", "pkginfo==1.10.0", "importlib-metadata<8"]),
    ],
)  # fmt: skip
def test_a_ref_has_the_twine_of_its_version(ref: str, requires: list[str]) -> None:
    assert action_twine.requirements(ref) == requires
    assert action_twine.is_known(ref)


def test_a_commit_that_no_row_names_is_unknown() -> None:
    assert not action_twine.is_known("0" * 40)


def test_rows_have_a_source_and_fall_from_version_to_version() -> None:
    table = action_twine.table()
    named = [*table["version"], *table["pinned"], *table["tag_object"], table["commits"]]
    assert all(row["source"] for row in named)
    versions = [tuple(map(int, row["from"].split("."))) for row in table["version"]]
    assert versions == sorted(versions, reverse=True)
    assert table["version"][0]["from"] == table["newest"]


@pytest.mark.preflight
@pytest.mark.parametrize("row", action_twine.table()["version"], ids=lambda row: str(row["from"]))
def test_a_row_says_which_metadata_its_twine_reads(row: dict[str, Any], tmp_path: Path) -> None:
    """It reads its own newest, and refuses the next one."""
    python = action_twine.install(row["requires"], tmp_path / "venv")
    passed = []
    for metadata in ("2.1", "2.2", "2.3", "2.4", "2.5"):
        wheel = _wheel(tmp_path, metadata)
        command = [str(python), "-m", "twine", "check", str(wheel)]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        passed += [metadata] if done.returncode == 0 else []
    assert passed[-1] == row["reads"]


def _wheel(folder: Path, metadata: str) -> Path:
    lines = [f"Metadata-Version: {metadata}", "Name: moon", "Version: 1.0", "Summary: A moon"]
    lines += ["Description-Content-Type: text/plain", "", "A moon", ""]
    path = folder / "moon-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("moon-1.0.dist-info/METADATA", "\n".join(lines))
        archive.writestr("moon-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        archive.writestr("moon-1.0.dist-info/RECORD", "")
    return path


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("v1.13.0", "Invalid distribution metadata: '2.5' is not a"),
        ("v1.10.3", "Metadata is missing required fields: Name,"),
    ],
)
def test_an_older_action_cannot_read_the_newest_metadata(
    restored_sandbox: Sandbox, ref: str, words: str
) -> None:
    """hatchling writes 2.5 (docs/troubleshooting/metadata-version-unsupported.md)."""
    restored_sandbox.set_up()
    build = [{"uses": "actions/checkout@v7", "with": {"fetch-depth": 0}}, {"run": "uv build -q"}]
    publish = {
        "uses": f"pypa/gh-action-pypi-publish@{ref}",
        "with": {"repository-url": "https://test.pypi.org/legacy/"},
    }
    job = {
        "runs-on": "ubuntu-latest", "environment": "testpypi", "steps": [*build, publish],
        "permissions": {"id-token": "write", "contents": "read"},
    }  # fmt: skip
    path = f".github/workflows/{restored_sandbox.facts.workflow.file}"
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {"job": job}})
    commits.commit_file(restored_sandbox, path, text, "Publish by an older action")
    run = restored_sandbox.github.dispatch(path, {})
    log = completed_run.log(run)
    assert run.conclusion == "failure"
    assert words in log


@pytest.mark.parametrize(("ref", "passes"), [("v3.0.1", True), ("v2.17.0", False)])
def test_build_and_inspect_keeps_its_files_and_checks_them(
    restored_sandbox: Sandbox, ref: str, passes: bool
) -> None:
    """Its check has a twine of its own, too; its artifact is `Packages`."""
    checkout = {"uses": "actions/checkout@v7", "with": {"fetch-depth": 0}}
    inspect = {"uses": f"hynek/build-and-inspect-python-package@{ref}"}
    fetch = {"uses": "actions/download-artifact@v8", "with": {"name": "Packages", "path": "got"}}
    steps = [checkout, inspect, fetch, {"run": "ls got"}]
    job = {"runs-on": "ubuntu-latest", "steps": steps}
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {"job": job}})
    commits.commit_file(restored_sandbox, ".github/workflows/inspect.yml", text, "Inspect")
    run = restored_sandbox.github.dispatch(".github/workflows/inspect.yml", {})
    log = completed_run.log(run)
    assert (run.conclusion == "success") is passes, log
    assert (".tar.gz\n" in log.splitlines(keepends=True)[-1]) or not passes
    assert ("'2.5' is not a" in log) is not passes
