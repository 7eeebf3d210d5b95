"""The tags that a job has after actions/checkout."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/checkout.yml"
_DESCRIBE = """\
echo "here: $(git describe --tags --always), shallow: $(git rev-parse --is-shallow-repository)"
"""
_BUILD = 'uv build --quiet --wheel && echo "built: $(ls dist)"'


def _commit(
    sandbox: Sandbox, inputs: Mapping[str, object] | None = None, command: str = _DESCRIBE
) -> None:
    """Commit a workflow to main that checks out with `inputs` and runs `command`."""
    checkout = {"uses": "actions/checkout@v7", "with": dict(inputs or {})}
    job = {"runs-on": "ubuntu-latest", "steps": [checkout, {"run": command}]}
    document = {"on": ["workflow_dispatch", "release"], "permissions": {}, "jobs": {"a": job}}
    commits.commit_file(sandbox, _PATH, json.dumps(document), "Check out")


def _release(sandbox: Sandbox, shell: RunCommand) -> Run:
    """The run that the release v3.0.0 of main starts."""
    created = shell("gh release create v3.0.0 --target main --notes New")
    assert created.returncode == 0, created.stderr
    return next(run for run in reversed(sandbox.github.state.runs) if run.path == _PATH)


def _release_log(sandbox: Sandbox, shell: RunCommand) -> str:
    return completed_run.log(_release(sandbox, shell))


def _dispatch_log(sandbox: Sandbox) -> str:
    return completed_run.log(sandbox.github.dispatch(_PATH, {}))


def test_a_shallow_checkout_of_a_release_has_its_tag(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """The real action fetches `+refs/tags/TAG:refs/tags/TAG`."""
    _commit(restored_sandbox)
    assert "here: v3.0.0, shallow: true" in _release_log(restored_sandbox, shell)


def test_a_shallow_checkout_of_a_branch_has_no_tag(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """Not even when the commit that is checked out has a tag."""
    _commit(restored_sandbox)
    _release_log(restored_sandbox, shell)
    log = _dispatch_log(restored_sandbox)
    assert "here: v" not in log and "shallow: true" in log


def test_only_a_release_builds_its_version_from_a_shallow_checkout(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """docs/troubleshooting/wrong-version-built.md states both versions."""
    _commit(restored_sandbox, command=_BUILD)
    assert "built: open_hostfactory_plugin-3.0.0-" in _release_log(restored_sandbox, shell)
    assert "built: open_hostfactory_plugin-0.1.dev1-" in _dispatch_log(restored_sandbox)


@pytest.mark.parametrize("inputs", [{"fetch-depth": 0}, {"fetch-tags": True}])
def test_a_checkout_of_a_branch_has_the_tags_that_its_inputs_request(
    restored_sandbox: Sandbox, shell: RunCommand, inputs: dict[str, object]
) -> None:
    """`fetch-depth: 0` fetches the whole history; `fetch-tags` adds the tags to one commit."""
    _commit(restored_sandbox, inputs)
    _release_log(restored_sandbox, shell)
    assert "here: v3.0.0" in _dispatch_log(restored_sandbox)


@pytest.mark.parametrize("depth", [0, 1])
def test_a_re_run_fails_when_its_tag_has_moved(
    restored_sandbox: Sandbox, shell: RunCommand, depth: int
) -> None:
    _commit(restored_sandbox, {"fetch-depth": depth})
    run = _release(restored_sandbox, shell)
    assert "here: v3.0.0" in completed_run.log(run)
    commits.commit_file(restored_sandbox, "more.txt", "more\n", "Go on")
    restored_sandbox.github.bare.git("tag", "--force", "v3.0.0", "main")
    restored_sandbox.github.runner.rerun(run)
    message = f"The ref 'refs/tags/v3.0.0' does not point to the expected commit '{run.sha}'."
    assert message in completed_run.log(run) and run.conclusion == "failure"


@pytest.mark.parametrize("ref", ["v3.0.0", "main", "refs/tags/v3.0.0"])
def test_the_input_ref_accepts_a_branch_or_a_tag_by_its_short_or_full_name(
    restored_sandbox: Sandbox, shell: RunCommand, ref: str
) -> None:
    _commit(restored_sandbox, {"ref": ref})
    _release_log(restored_sandbox, shell)
    run = restored_sandbox.github.dispatch(_PATH, {})
    assert ("here: v3.0.0" in completed_run.log(run)) is ("v3" in ref)
    assert run.conclusion == "success"
