"""The filters of events, and the permissions of the run's own token."""

from __future__ import annotations

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github import workflow_filters
from tests.sandbox.github.workflow import parse
from tests.sandbox.sandbox import Sandbox

_CHANGED = ("docs/hello.md", "app.js")


@pytest.mark.parametrize(
    ("rule", "ref", "starts"),
    [
        ({}, "refs/heads/main", True),
        ({"paths": "x"}, "refs/tags/v1", True),
        ({"paths": "x"}, "refs/heads/main", False),
        ({"paths": ["x", "*.js"]}, "refs/heads/main", True),
        ({"paths": ["**.md", "!docs/**"]}, "refs/heads/main", False),
        ({"paths-ignore": ["docs/**"]}, "refs/heads/main", True),
        ({"paths-ignore": ["docs/**", "*.js"]}, "refs/heads/main", False),
        ({"branches": "main", "paths": "x"}, "refs/heads/main", False),
        ({"branches": "main"}, "refs/heads/main", True),
        ({"branches": "main"}, "refs/heads/m", False),
        ({"branches": ["m*"]}, "refs/heads/main", True),
        ({"branches": ["*"]}, "refs/heads/a/b", False),
        ({"branches": ["**", "!a/**"]}, "refs/heads/a/b", False),
        ({"branches": ["**", "!a/**", "a/b"]}, "refs/heads/a/b", True),
        ({"branches": "main"}, "refs/tags/main", False),
        ({"tags": [1]}, "refs/tags/1", True),
        ({"branches-ignore": "main"}, "refs/heads/main", False),
        ({"branches-ignore": ["main"]}, "refs/heads/other", True),
        ({"branches-ignore": ["main"]}, "refs/tags/v1", False),
        ({"tags-ignore": "v1*"}, "refs/tags/v1.0", False),
        ({"tags-ignore": "v1*"}, "refs/tags/v2.0", True),
        ({"tags-ignore": "v1*"}, "refs/heads/main", False),
        ({"tags-ignore": "v1*", "branches": "main"}, "refs/heads/main", True),
    ],
)
def test_a_push_starts_a_workflow_whose_filters_it_passes(
    rule: dict[str, object], ref: str, starts: bool
) -> None:
    """A filter of branches only admits no tag, and the reverse (docs: "Workflow syntax")."""
    assert workflow_filters.admits(rule, ref, lambda: _CHANGED) is starts


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("feature/*", ["feature/my-branch"], ["feature/a/b", "feature"]),
        ("feature/**", ["feature/beta-a/my-branch", "feature/mona"], ["features/x"]),
        ("v2*", ["v2", "v2.0", "v2.9"], ["v1"]),
        ("v[12].[0-9]+.[0-9]+", ["v1.10.1", "v2.0.0"], ["v3.0.0", "v1.10"]),
        (r"v\d+.\d+", ["vd.d"], ["v1.2", r"v\d.\d"]),
        ("*.jsx?", ["page.js", "page.jsx"], ["a/page.js", "pageXjs"]),
        ("**/docs/**", ["docs/hello.md", "dir/docs/my-file.txt"], ["docs"]),
        ("**/README.md", ["README.md", "js/README.md"], ["XREADME.md"]),
    ],
)
def test_a_pattern_matches_what_githubs_cheat_sheet_says(
    pattern: str, matching: list[str], others: list[str]
) -> None:
    rule = {"tags": [pattern]}
    passing = [
        name
        for name in matching + others
        if workflow_filters.admits(rule, f"refs/tags/{name}", lambda: [])
    ]
    assert passing == matching


def test_a_push_counts_the_paths_that_it_changes(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """Of a new branch, those since it left main."""
    text = """
on: {push: {paths: [docs/**]}}
permissions: {}
jobs: {a: {runs-on: ubuntu-latest, steps: [{run: "true"}]}}
"""
    commits.commit_file(restored_sandbox, ".github/workflows/docs.yml", text, "Add")
    runs = restored_sandbox.github.state.runs
    change = (
        "mkdir -p {0} && date +%s.%N > {0}/a && git add . && git commit -qm Change"
        " && git push -q {1}"
    )
    shell("git pull -q --ff-only")
    for folder, refs, count in [
        ("src", "origin main", 0),
        ("docs", "origin main", 1),
        ("src", "origin HEAD:refs/heads/topic", 1),
        ("docs", "origin HEAD:refs/heads/other", 2),
    ]:
        done = shell(change.format(folder, refs))
        assert done.returncode == 0, done.stderr
        assert len(runs) == count, (folder, refs)


@pytest.mark.parametrize(
    ("top", "job", "grants"),
    [
        ("{contents: write}", "", True),
        ("write-all", "", True),
        ("{contents: write}", "permissions: {}, ", False),
        ("{contents: read}", "permissions: {contents: write}, ", True),
        ("{contents: write}", "permissions: read-all, ", False),
    ],
)
def test_empty_permissions_of_a_job_replace_those_of_the_file(
    top: str, job: str, grants: bool
) -> None:
    text = f"on: push\npermissions: {top}\njobs: {{a: {{runs-on: x, {job}steps: [run: a]}}}}\n"
    assert (parse(text, "x.yml").level("a", "contents") == "write") is grants
