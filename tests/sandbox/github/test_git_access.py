"""What git may fetch and push with the token of a job."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/push.yml"
_PUSH = "git commit -q --allow-empty -m On && git push -q origin HEAD:refs/heads/release"
_IDENTITY = {"GIT_AUTHOR_NAME": "a", "GIT_COMMITTER_NAME": "a", "EMAIL": "a@example.org"}


def _run(sandbox: Sandbox, permissions: dict[str, str], command: str = "true") -> Run:
    steps = [{"uses": "actions/checkout@v7"}, {"run": command, "env": _IDENTITY}]
    job = {"runs-on": "ubuntu-latest", "permissions": permissions, "steps": steps}
    other = {**job, "permissions": {"contents": "write"}, "steps": [{"run": "true"}]}
    document = {"on": "workflow_dispatch", "jobs": {"a": job, "other": other}}
    commits.commit_file(sandbox, _PATH, json.dumps(document), "Push")
    return completed_run.wait(sandbox.github.dispatch(_PATH, {}))


@pytest.mark.parametrize(
    ("private", "permissions", "fetched"),
    [
        (False, {"id-token": "write"}, True),
        (True, {"id-token": "write"}, False),
        (True, {"contents": "read"}, True),
    ],
)
def test_a_job_needs_contents_read_to_check_a_private_repository_out(
    restored_sandbox: Sandbox, private: bool, permissions: dict[str, str], fetched: bool
) -> None:
    """The permissions of the run's other job do not count."""
    restored_sandbox.github.state.private = private
    run = _run(restored_sandbox, permissions)
    assert (run.conclusion == "success") is fetched, completed_run.log(run)
    assert ("remote: Repository not found." in completed_run.log(run)) is not fetched
    refused = [] if fetched else ["checkout-without-contents-read"]
    assert list(dict.fromkeys(restored_sandbox.refusals())) == refused


@pytest.mark.parametrize("level", ["read", "write"])
def test_a_job_needs_contents_write_to_push(restored_sandbox: Sandbox, level: str) -> None:
    """The checkout has left its token in the clone, and no log shows it."""
    run = _run(restored_sandbox, {"contents": level}, _PUSH)
    log = completed_run.log(run)
    pushed = "refs/heads/release" in restored_sandbox.github.bare.refs()
    assert pushed is (level == "write"), log
    denied = "remote: Permission to awslabs/open-hostfactory-plugin.git denied to github-actions"
    assert (denied in log) is not pushed
    assert not any(job.token in log for job in run.jobs)


@pytest.mark.parametrize("of_job", [True, False])
def test_an_expression_for_the_token_is_that_of_the_job(
    restored_sandbox: Sandbox, of_job: bool
) -> None:
    """Also in the variables of a job or of the file; the log masks it."""
    command = 'test "${{ secrets.GITHUB_TOKEN }}" = "$TOKEN" && echo "length ${#TOKEN}, $TOKEN"'
    variables = {"env": {"TOKEN": "${{ github.token }}"}}
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": command}], **(variables if of_job else {})}
    top = {} if of_job else variables
    document = {"on": "workflow_dispatch", **top, "jobs": {"a": job}}
    commits.commit_file(restored_sandbox, _PATH, json.dumps(document), "Print")
    log = completed_run.log(run := restored_sandbox.github.dispatch(_PATH, {}))
    assert f"length {len(run.jobs[0].token)}, ***" in log, log


def test_a_private_repository_is_not_there_without_a_token(restored_sandbox: Sandbox) -> None:
    """git then looks for a login."""
    restored_sandbox.github.state.private = True
    url = f"https://github.com/{restored_sandbox.facts.slug}"
    anonymous = restored_sandbox.run("git", "-c", "credential.helper=", "ls-remote", url)
    assert anonymous.returncode == 128 and "could not read Username" in anonymous.stderr
    assert restored_sandbox.run("git", "ls-remote", url).returncode == 0
