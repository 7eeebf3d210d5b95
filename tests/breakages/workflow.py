"""What starts the publishing job, and what it relies on, is not as the guide left it."""

from __future__ import annotations

import time

from ..sandbox import contributor, tampering, workflow_edits
from ..sandbox.github import protection
from ..sandbox.pypi import publishing
from ..sandbox.world import Sandbox


def drop_id_token(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI loses its permission to prove who it is."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    granted = tail[tail.index("    permissions:\n") : tail.index("    steps:\n")]
    text = head + job + tail.replace(granted, "", 1)
    tampering.commit_workflow(sandbox, text, "Tidy the permissions up")


def job_without_environment(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI names no environment any more."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    named = tail[tail.index("    environment:\n") : tail.index("    permissions:\n")]
    text = head + job + tail.replace(named, "", 1)
    tampering.commit_workflow(sandbox, text, "Leave the environment out, nobody approves there")


def publishing_job_in_called_workflow(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI moves to a file of its own, which publish.yml calls."""
    text = tampering.workflow_text(sandbox)
    called, caller = workflow_edits.called_job(text, "publish-testpypi", "upload.yml")
    path = ".github/workflows/upload.yml"
    tampering.commit_file(sandbox, path, called, "Give the upload a workflow of its own")
    tampering.commit_workflow(sandbox, caller, "Call the upload")


def fork_run_publishes(sandbox: Sandbox) -> None:
    """Pull requests are published to TestPyPI now, and one comes from a fork."""
    text = workflow_edits.published_on(tampering.workflow_text(sandbox), "pull_request")
    tampering.commit_workflow(sandbox, text, "Try pull requests out from TestPyPI")
    contributor.propose(sandbox, "README.md", "# Better words\n", "Say it in better words")


def pull_request_target_publishes(sandbox: Sandbox) -> None:
    """Because forks get no identity, somebody chose an event that does, and a fork's run came."""
    tampering.use_pending(sandbox, "testpypi")
    text = workflow_edits.published_on(tampering.workflow_text(sandbox), "pull_request_target")
    tampering.commit_workflow(sandbox, text, "Let pull requests of forks be published, too")
    contributor.propose(sandbox, "README.md", "# Better words\n", "Say it in better words")


def release_by_a_workflow(sandbox: Sandbox) -> None:
    """Another workflow made the release v0.1.0, with its own GITHUB_TOKEN."""
    tampering.release_by_bot(sandbox, "v0.1.0")


def pending_publisher_expired(sandbox: Sandbox) -> None:
    """Nothing was published in the 31 days since the pending publishers were registered."""
    for index in sandbox.indexes.values():
        publishing.expire_pending(index.state, time.time() + 31 * 86_400)


def environment_made_by_a_run(sandbox: Sandbox) -> None:
    """A run named pypi while there was no such environment, so GitHub made it, unprotected."""
    state = sandbox.github.state
    del state.environments["pypi"]
    protection.environment(state, "pypi", time.time())
