"""What a job's checkout knows of tags: its own run's, however shallow it is, and no other."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import Run as Shell
from tests.sandbox.github import logs
from tests.sandbox.github.runs import Run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/look.yml"
_LOOK = """\
echo "here: $(git describe --tags --always), shallow: $(git rev-parse --is-shallow-repository)"
"""
_BUILD = 'uv build --quiet --wheel && echo "built: $(ls dist)"'


def _commit(sandbox: Sandbox, given: Mapping[str, object] | None = None, then: str = _LOOK) -> None:
    """A workflow on main that looks at what it has checked out."""
    checkout = {"uses": "actions/checkout@v7", "with": dict(given or {})}
    job = {"runs-on": "ubuntu-latest", "steps": [checkout, {"run": then}]}
    document = {"on": ["workflow_dispatch", "release"], "permissions": {}, "jobs": {"a": job}}
    commits.commit_file(sandbox, _PATH, json.dumps(document), "Look")


def _said(run: Run) -> str:
    """The run's log, once it has ended."""
    while run.status != "completed":
        time.sleep(0.02)
    return "".join(map(logs.job_text, run.jobs))


def _release(sandbox: Sandbox, shell: Shell, tag: str, *ways: str) -> Run:
    """The run of our workflow that a release of main starts."""
    made = shell(f"gh release create {tag} --target main --notes New {' '.join(ways)}")
    assert made.returncode == 0, made.stderr
    return next(run for run in reversed(sandbox.github.state.runs) if run.path == _PATH)


def test_a_shallow_run_of_a_release_knows_its_own_tag(
    restored_sandbox: Sandbox, shell: Shell
) -> None:
    """The real action asks for `+refs/tags/TAG:refs/tags/TAG`, so the version is right."""
    _commit(restored_sandbox)
    assert "here: v3.0.0, shallow: true" in _said(_release(restored_sandbox, shell, "v3.0.0"))


def test_a_shallow_run_of_a_branch_knows_no_tag(restored_sandbox: Sandbox, shell: Shell) -> None:
    """Not even one on the very commit that it has."""
    _commit(restored_sandbox)
    _said(_release(restored_sandbox, shell, "v3.0.0"))
    said = _said(restored_sandbox.github.dispatch(_PATH, {}))
    assert "here: v" not in said and "shallow: true" in said


def test_a_shallow_run_builds_its_tags_version_and_no_other(
    restored_sandbox: Sandbox, shell: Shell
) -> None:
    """So docs/troubleshooting/wrong-version-built.md says: releases are right, rehearsals low."""
    _commit(restored_sandbox, then=_BUILD)
    assert "built: open_hostfactory_plugin-3.0.0-" in _said(
        _release(restored_sandbox, shell, "v3.0.0")
    )
    assert "built: open_hostfactory_plugin-0.1.dev1-" in _said(
        restored_sandbox.github.dispatch(_PATH, {})
    )


@pytest.mark.parametrize("given", [{"fetch-depth": 0}, {"fetch-tags": True}])
def test_a_branch_knows_the_tags_that_it_asks_for(
    restored_sandbox: Sandbox, shell: Shell, given: dict[str, object]
) -> None:
    """By the whole history, or by `fetch-tags` beside one commit."""
    _commit(restored_sandbox, given)
    _said(_release(restored_sandbox, shell, "v3.0.0"))
    assert "here: v3.0.0" in _said(restored_sandbox.github.dispatch(_PATH, {}))


@pytest.mark.parametrize("depth", [0, 1])
def test_a_tag_that_has_moved_is_not_checked_out(
    restored_sandbox: Sandbox, shell: Shell, depth: int
) -> None:
    """A run that goes on after its tag was moved stops with the action's words."""
    _commit(restored_sandbox, {"fetch-depth": depth})
    run = _release(restored_sandbox, shell, "v3.0.0")
    assert "here: v3.0.0" in _said(run)
    commits.commit_file(restored_sandbox, "more.txt", "more\n", "Go on")
    restored_sandbox.github.bare.git("tag", "--force", "v3.0.0", "main")
    restored_sandbox.github.runner.rerun(run)
    words = f"The ref 'refs/tags/v3.0.0' does not point to the expected commit '{run.sha}'."
    assert words in _said(run) and run.conclusion == "failure"


@pytest.mark.parametrize("ref", ["v3.0.0", "main", "refs/tags/v3.0.0"])
def test_a_ref_of_its_own_may_be_a_short_name(
    restored_sandbox: Sandbox, shell: Shell, ref: str
) -> None:
    """`ref:` takes a branch or a tag, short or in full."""
    _commit(restored_sandbox, {"ref": ref})
    _said(_release(restored_sandbox, shell, "v3.0.0"))
    run = restored_sandbox.github.dispatch(_PATH, {})
    assert ("here: v3.0.0" in _said(run)) is ("v3" in ref)
    assert run.conclusion == "success"
