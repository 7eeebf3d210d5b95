"""The deletion of refs by the API."""

from __future__ import annotations

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github.api_description import problem_with
from tests.sandbox.sandbox import Sandbox

_TAG = "refs/tags/v3.1.0"
_PLAIN = """
on: workflow_dispatch
permissions: {}
jobs: {a: {runs-on: ubuntu-latest, steps: [{run: "true"}]}}
"""


@pytest.fixture
def tagged_sandbox(restored_sandbox: Sandbox) -> Sandbox:
    """The restored sandbox with the tag v3.1.0 on main."""
    author = ("-c", "user.name=Author", "-c", "user.email=author@example.org")
    tag = ("tag", "--annotate", "--message", "New", "v3.1.0", "main")
    restored_sandbox.github.bare.git(*author, *tag)
    return restored_sandbox


def _delete(shell: RunCommand, ref: str, variable: str = "") -> str:
    """The output of `gh api`: the answer with its headers."""
    done = shell(f"{variable} gh api -i -X DELETE repos/{{owner}}/{{repo}}/git/refs/{ref}")
    return done.stdout + done.stderr


def test_gh_deletes_a_release_and_its_tag(tagged_sandbox: Sandbox, shell: RunCommand) -> None:
    """`--cleanup-tag` sends a second request."""
    assert shell("gh release create v3.1.0 --notes New").returncode == 0
    done = shell("gh release delete v3.1.0 --yes --cleanup-tag")
    assert done.returncode == 0, done.stderr
    assert (
        _TAG not in tagged_sandbox.github.bare.refs()
        and not tagged_sandbox.github.state.release("v3.1.0")
    )


def test_only_the_named_ref_is_deleted(tagged_sandbox: Sandbox, shell: RunCommand) -> None:
    """204 without a body, because GitHub's description has no JSON for this operation."""
    before = tagged_sandbox.github.bare.refs()
    head, _, body = _delete(shell, "tags/v3.1.0").partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 204") and not body.strip()
    described = problem_with("DELETE", "/repos/o/r/git/refs/tags/v3.1.0", {}) or ""
    assert "DELETE /repos/{owner}/{repo}/git/refs/{ref}" in described
    assert "False schema does not allow" in described
    assert before.keys() - tagged_sandbox.github.bare.refs().keys() == {_TAG}


@pytest.mark.parametrize("ref", ["tags/v3.1", "tags/v3.1.0/more", "v3.1.0", "refs/tags/v3.1.0"])
def test_a_name_that_is_not_a_full_ref_is_a_422(
    tagged_sandbox: Sandbox, shell: RunCommand, ref: str
) -> None:
    """A part of the name, a longer name, a name without `tags/`, and one with `refs/` twice."""
    answer = _delete(shell, ref)
    assert "HTTP/1.1 422" in answer and "Reference does not exist" in answer
    assert _TAG in tagged_sandbox.github.bare.refs()


def test_the_default_branch_cannot_be_deleted(tagged_sandbox: Sandbox, shell: RunCommand) -> None:
    answer = _delete(shell, "heads/main")
    assert "HTTP/1.1 422" in answer and "Cannot delete the default branch" in answer
    assert "refs/heads/main" in tagged_sandbox.github.bare.refs()


def test_a_runs_token_needs_contents_write_to_delete_a_ref(
    tagged_sandbox: Sandbox, shell: RunCommand
) -> None:
    commits.commit_file(tagged_sandbox, ".github/workflows/plain.yml", _PLAIN, "Add")
    run = tagged_sandbox.github.dispatch(".github/workflows/plain.yml", {})
    answer = _delete(shell, "tags/v3.1.0", f"GH_TOKEN={run.jobs[0].token}")
    assert "HTTP/1.1 403" in answer and "Resource not accessible by integration" in answer
    assert _TAG in tagged_sandbox.github.bare.refs()
