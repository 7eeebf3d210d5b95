"""The types of the event of a release: of one that is published at once, and of a draft."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.sandbox import Sandbox

_DRAFT = "gh release create v3.1.0 --draft --target main --notes New"


@pytest.mark.parametrize(
    ("commands", "started"),
    [
        (("gh release create v3.1.0 --target main --notes New",), ["created", "published"]),
        ((_DRAFT,), []),
        ((_DRAFT, "gh release edit v3.1.0 --draft=false"), ["published"]),
    ],
)
def test_a_draft_starts_nothing_until_it_is_published(
    restored_sandbox: Sandbox, shell: RunCommand, commands: tuple[str, ...], started: list[str]
) -> None:
    """Publishing a draft is no `created` (docs: "Events that trigger workflows")."""
    for kind in ("created", "published"):
        job = {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]}
        text = json.dumps({"on": {"release": {"types": [kind]}}, "jobs": {"a": job}})
        commits.commit_file(restored_sandbox, f".github/workflows/on-{kind}.yml", text, "Add")
    before = len(restored_sandbox.github.state.runs)
    for command in commands:
        done = shell(command)
        assert done.returncode == 0, done.stderr
    runs = restored_sandbox.github.state.runs[before:]
    found = [(run.path, run.payload["action"]) for run in runs if "/on-" in run.path]
    assert found == [(f".github/workflows/on-{kind}.yml", kind) for kind in started]
