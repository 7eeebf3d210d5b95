"""Refs that are deleted over the API: gone from the repository, or refused in GitHub's words."""

from __future__ import annotations

import inspect

import pytest
from githubkit import GitHub

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import Run as Shell
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
    restored_sandbox.github.bare.git("tag", "--annotate", "--message", "New", "v3.1.0", "main")
    return restored_sandbox


def _delete(shell: Shell, ref: str, variable: str = "") -> str:
    """What `gh api` shows of the answer."""
    done = shell(f"{variable} gh api -i -X DELETE repos/{{owner}}/{{repo}}/git/refs/{ref}")
    return done.stdout + done.stderr


def test_gh_deletes_a_release_and_its_tag(tagged_sandbox: Sandbox, shell: Shell) -> None:
    """`--cleanup-tag` is a second request, which answers 204."""
    assert shell("gh release create v3.1.0 --notes New").returncode == 0
    done = shell("gh release delete v3.1.0 --yes --cleanup-tag")
    assert done.returncode == 0, done.stderr
    assert (
        _TAG not in tagged_sandbox.github.bare.refs()
        and not tagged_sandbox.github.state.release("v3.1.0")
    )


def test_a_deleted_ref_leaves_the_others(tagged_sandbox: Sandbox, shell: Shell) -> None:
    """204 and nothing behind it, as the description of the API has it; one ref is gone."""
    before = tagged_sandbox.github.bare.refs()
    head, _, body = _delete(shell, "tags/v3.1.0").partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 204") and not body.strip()
    client = GitHub()
    described = inspect.getsource(client.rest.git.delete_ref)
    assert "DELETE /repos/{owner}/{repo}/git/refs/{ref}" in described
    assert "response_model" not in described
    assert before.keys() - tagged_sandbox.github.bare.refs().keys() == {_TAG}


@pytest.mark.parametrize("ref", ["tags/v3.1", "tags/v3.1.0/more", "v3.1.0", "refs/tags/v3.1.0"])
def test_a_ref_is_named_in_full(tagged_sandbox: Sandbox, shell: Shell, ref: str) -> None:
    """A part of a name, a name without its kind, or one that says `refs/` twice: 422."""
    said = _delete(shell, ref)
    assert "HTTP/1.1 422" in said and "Reference does not exist" in said
    assert _TAG in tagged_sandbox.github.bare.refs()


def test_the_default_branch_stays(tagged_sandbox: Sandbox, shell: Shell) -> None:
    """GitHub keeps what it shows first."""
    said = _delete(shell, "heads/main")
    assert "HTTP/1.1 422" in said and "Cannot delete the default branch" in said
    assert "refs/heads/main" in tagged_sandbox.github.bare.refs()


def test_a_runs_token_deletes_only_where_it_may_write(
    tagged_sandbox: Sandbox, shell: Shell
) -> None:
    """Without `contents: write` GitHub answers 403."""
    commits.commit_file(tagged_sandbox, ".github/workflows/plain.yml", _PLAIN, "Add")
    run = tagged_sandbox.github.dispatch(".github/workflows/plain.yml", {})
    said = _delete(shell, "tags/v3.1.0", f"GH_TOKEN={run.token}")
    assert "HTTP/1.1 403" in said and "Resource not accessible by integration" in said
    assert _TAG in tagged_sandbox.github.bare.refs()
