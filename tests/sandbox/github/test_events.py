"""The filters of events, and the permissions of the run's own token."""

from __future__ import annotations

import pytest

from tests.sandbox.github.events import matches
from tests.sandbox.github.workflow import parse


@pytest.mark.parametrize(
    ("rule", "ref", "starts"),
    [
        ({}, "refs/heads/main", True),
        ({"paths": "x"}, "refs/tags/v1", True),
        ({"branches": "main"}, "refs/heads/main", True),
        ({"branches": "main"}, "refs/heads/m", False),
        ({"branches": ["m*"]}, "refs/heads/main", True),
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
    assert matches(rule, ref) is starts


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
    text = f"on: push\npermissions: {top}\njobs: {{a: {{{job}steps: [run: a]}}}}\n"
    assert (parse(text, "x.yml").level("a", "contents") == "write") is grants
