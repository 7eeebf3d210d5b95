"""The artifacts of a run: which files they hold, and by which inputs they are found again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.runner import artifact_paths, completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"


@pytest.mark.parametrize(
    ("patterns", "kept"),
    [
        ("dist", ["a.whl", "b.tar.gz", "more/c.whl"]),
        ("dist/", ["a.whl", "b.tar.gz", "more/c.whl"]),
        ("dist/*", ["a.whl", "b.tar.gz", "more/c.whl"]),
        ("dist/*.whl", ["a.whl"]),
        ("dist/**/*.whl", ["a.whl", "more/c.whl"]),
        ("dist/*.whl\ndist/*.gz", ["a.whl", "b.tar.gz"]),
        ("dist/*.whl\nnotes.txt", ["dist/a.whl", "notes.txt"]),
        ("dist/\n!dist/**/*.whl", ["b.tar.gz"]),
        ("notes.txt", ["notes.txt"]),
        ("./dist/a.whl", ["a.whl"]),
        ("nothing/*", []),
    ],
)
def test_an_artifact_keeps_the_folders_below_its_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patterns: str, kept: list[str]
) -> None:
    """The root of one path is its part before a wildcard, that of several what they share."""
    for name in ("dist/a.whl", "dist/b.tar.gz", "dist/.gitignore", "dist/more/c.whl", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    root, files = artifact_paths.found(patterns, hidden=False)
    assert sorted(file.relative_to(root).as_posix() for file in files) == kept


def _kept(name: str, key: str) -> Mapping[str, Any]:
    upload = {
        "id": "keep",
        "uses": "actions/upload-artifact@v7",
        "with": {"name": name, "path": "f"},
    }
    outputs = {"id": "${{ steps.keep.outputs.artifact-id }}"}
    steps = [{"run": f"mkdir f && touch f/{key}"}, upload]
    return {"runs-on": "ubuntu-latest", "outputs": outputs, "steps": steps}


def _download(**inputs: object) -> list[Mapping[str, Any]]:
    folder = f"got-{len(inputs)}-{'-'.join(inputs)}"
    given = {"path": folder, **inputs}
    return [
        {"uses": "actions/download-artifact@v8", "with": given},
        {"run": f"echo {folder}: $(find {folder} -type f | sort | xargs)"},
    ]


def test_artifacts_are_found_by_pattern_by_number_and_merged(restored_sandbox: Sandbox) -> None:
    steps = [
        *_download(pattern="dist-*"),
        *_download(pattern="dist-*", **{"merge-multiple": True}),
        *_download(**{"artifact-ids": "${{ needs.a.outputs.id }}"}),
        *_download(name="other"),
        *_download(),
    ]
    jobs = {"a": _kept("dist-a", "1"), "b": _kept("dist-b", "2"), "c": _kept("other", "3")}
    last = {"runs-on": "ubuntu-latest", "needs": list(jobs), "steps": steps}
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {**jobs, "last": last}})
    commits.commit_file(restored_sandbox, _PATH, text, "Hand on")
    run = restored_sandbox.github.dispatch(_PATH, {})
    log = completed_run.log(run)
    assert run.conclusion == "success", log
    for line in (
        "got-1-pattern: got-1-pattern/dist-a/1 got-1-pattern/dist-b/2",
        "got-2-pattern-merge-multiple/1 got-2-pattern-merge-multiple/2",
        "got-1-artifact-ids: got-1-artifact-ids/1",
        "got-1-name: got-1-name/3",
        "got-0-: got-0-/dist-a/1 got-0-/dist-b/2 got-0-/other/3",
    ):
        assert line in log
