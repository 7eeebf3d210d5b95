"""What starts publish.yml is not as the guide left it: its file, its events, who causes them."""

from __future__ import annotations

from overrides.hooks.facts import PUBLISH
from tests.sandbox.actors import (
    automation,
    commits,
    contributor,
    existing_releases,
    workflow_edits,
)
from tests.sandbox.sandbox import Sandbox


def workflow_on_a_branch_only(sandbox: Sandbox) -> None:
    """publish.yml lies on the branch `publishing`, and nobody has merged that into main."""
    text, subject = commits.workflow_text(sandbox), "Add the publishing workflow"
    commits.commit_file(sandbox, PUBLISH, None, "Publish by hand until the workflow is reviewed")
    commits.commit_file(sandbox, PUBLISH, text, subject, branch="publishing")


def no_dispatch_trigger(sandbox: Sandbox) -> None:
    """Somebody took the trigger `workflow_dispatch` for a leftover."""

    def edit(text: str) -> str:
        return workflow_edits.cut(text, "  workflow_dispatch:\n", "# --8<-- [end:triggers]")

    commits.rewrite_workflow(sandbox, "Publish releases only", edit)


def release_by_a_workflow(sandbox: Sandbox) -> None:
    """Another workflow made the release v0.1.0, with its own GITHUB_TOKEN."""
    automation.release(sandbox, "v0.1.0")


def fork_run_publishes(sandbox: Sandbox) -> None:
    """Pull requests are published to TestPyPI now, and one comes from a fork."""
    _publish_on(sandbox, "pull_request", "Try pull requests out from TestPyPI")


def pull_request_target_publishes(sandbox: Sandbox) -> None:
    """Because forks get no identity, somebody chose an event that does, and a fork's run came."""
    existing_releases.convert_pending_publishers(sandbox, "testpypi")
    _publish_on(sandbox, "pull_request_target", "Let pull requests of forks be published, too")


def _publish_on(sandbox: Sandbox, event: str, subject: str) -> None:
    """The event starts publish.yml, and a contributor's pull request is there."""
    commits.rewrite_workflow(sandbox, subject, lambda t: workflow_edits.published_on(t, event))
    contributor.propose(sandbox, "README.md", "# Better words\n", "Say it in better words")
