"""The types of the event of a release: of one that is published at once, and of a draft."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github.runs import Run
from tests.sandbox.sandbox import Sandbox

_CREATE = "gh release create v3.1.0 --target main --notes New"
_DRAFT = f"{_CREATE} --draft"


def _add(sandbox: Sandbox, on: object) -> list[Run]:
    """Commit a workflow; the list of all runs."""
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]}
    text = json.dumps({"on": on, "jobs": {"a": job}})
    commits.commit_file(sandbox, ".github/workflows/on-all.yml", text, "Add")
    return sandbox.github.state.runs


@pytest.mark.parametrize(
    ("commands", "started"),
    [
        ((_CREATE,), ["created", "published", "released"]),
        ((f"{_CREATE} --prerelease",), ["created", "published", "prereleased"]),
        ((_DRAFT,), []),
        ((_DRAFT, "gh release edit v3.1.0 --draft=false"), ["published", "released"]),
    ],
)
def test_a_draft_starts_nothing_until_it_is_published(
    restored_sandbox: Sandbox, shell: RunCommand, commands: tuple[str, ...], started: list[str]
) -> None:
    """Publishing a draft is no `created` (docs: "Events that trigger workflows")."""
    for kind in ("created", "prereleased", "published", "released"):
        job = {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]}
        text = json.dumps({"on": {"release": {"types": [kind]}}, "jobs": {"a": job}})
        commits.commit_file(restored_sandbox, f".github/workflows/on-{kind}.yml", text, "Add")
    before = len(restored_sandbox.github.state.runs)
    for command in commands:
        done = shell(command)
        assert done.returncode == 0, done.stderr
    runs = restored_sandbox.github.state.runs[before:]
    found = {(run.path, str(run.payload["action"])) for run in runs if "/on-" in run.path}
    assert found == {(f".github/workflows/on-{kind}.yml", kind) for kind in started}


def test_a_release_without_types_starts_three_runs(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """https://github.com/getodk/pyodk/pull/18 shows them."""
    runs = _add(restored_sandbox, "release")
    assert shell(_CREATE).returncode == 0
    found = [run.payload["action"] for run in runs if run.path.endswith("/on-all.yml")]
    assert found == ["created", "published", "released"]


def test_the_tag_of_a_release_is_pushed(restored_sandbox: Sandbox, shell: RunCommand) -> None:
    """A filter of version numbers admits it."""
    runs = _add(restored_sandbox, {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}})
    assert shell(_CREATE).returncode == 0
    (run,) = [run for run in runs if run.path.endswith("/on-all.yml")]
    assert (run.event, run.ref) == ("push", "refs/tags/v3.1.0")


def test_a_release_is_created_with_its_files(restored_sandbox: Sandbox, shell: RunCommand) -> None:
    done = shell(f"echo one > one.txt; tar czf two.tar.gz one.txt; {_CREATE} one.txt two.tar.gz")
    assert done.returncode == 0, done.stderr
    listed = shell("gh release view v3.1.0 --json assets --jq '.assets[].name'")
    assert sorted(listed.stdout.split()) == ["one.txt", "two.tar.gz"], listed.stderr
    again = shell("gh release upload v3.1.0 one.txt")
    assert again.returncode == 1 and "already exist" in again.stderr
