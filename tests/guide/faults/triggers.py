"""Faults in the triggers of publish.yml: its branch, its events, and their actors."""

from __future__ import annotations

from functools import partial

from overrides.hooks.facts import PUBLISH
from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import dispatched, pull_request_passed, run_published
from tests.sandbox import command
from tests.sandbox.actors import (
    automation,
    commits,
    contributor,
    existing_releases,
    workflow_edits,
)
from tests.sandbox.sandbox import Sandbox


@mended_by(dispatched())
def workflow_on_a_branch_only(sandbox: Sandbox) -> None:
    """publish.yml is on the branch `publishing`, which is not merged into main."""
    text, subject = commits.workflow_text(sandbox), "Add the publishing workflow"
    commits.commit_file(sandbox, PUBLISH, None, "Publish by hand until the workflow is reviewed")
    commits.commit_file(sandbox, PUBLISH, text, subject, branch="publishing")


@mended_by(dispatched())
def no_dispatch_trigger(sandbox: Sandbox) -> None:
    """Somebody removed the trigger `workflow_dispatch` as unused."""

    def edit(text: str) -> str:
        head, trigger, rest = text.partition("  workflow_dispatch:\n")
        if not trigger:
            raise ValueError("the workflow has no trigger workflow_dispatch")
        return head + rest[workflow_edits.block_end(rest, 0) :]

    commits.rewrite_workflow(sandbox, "Publish releases only", edit)


@mended_by(run_published("pypi"), told_as=("gh release edit",))
def release_is_a_draft(sandbox: Sandbox) -> None:
    """The reader saved the release v0.1.0 as a draft, and did not publish it."""
    options = ["create", "--draft", "--target=main", "--notes=0.1.0"]
    command.check(sandbox.run("gh", "release", *options, "v0.1.0"))


@mended_by(run_published("pypi"), told_as=("GITHUB_TOKEN",))
def release_by_a_workflow(sandbox: Sandbox) -> None:
    """Another workflow created the release v0.1.0 with its GITHUB_TOKEN; no ruleset forbids it."""
    sandbox.github.state.rulesets.clear()
    automation.release(sandbox, "v0.1.0")


@mended_by(run_published("pypi"), told_as=("`types: [created]`",))
def draft_and_created(sandbox: Sandbox) -> None:
    """publish.yml waits for releases that are `created`, and the reader publishes a draft."""
    edit = partial(workflow_edits.replaced, old="types: [published]", new="types: [created]")
    commits.rewrite_workflow(sandbox, "Publish what is created", edit)
    for options in (
        ["create", "--draft", "--target=main", "--notes=0.1.0"],
        ["edit", "--draft=false"],
    ):
        command.check(sandbox.run("gh", "release", *options, "v0.1.0"))


@mended_by(pull_request_passed())
def fork_run_publishes(sandbox: Sandbox) -> None:
    """publish.yml runs on `pull_request`, and a pull request comes from a fork."""
    _publish_on(sandbox, "pull_request", "Try pull requests out from TestPyPI")


@mended_by(pull_request_passed())
def pull_request_target_publishes(sandbox: Sandbox) -> None:
    """publish.yml runs on `pull_request_target`, which gives forks an identity, and one comes."""
    existing_releases.convert_pending_publishers(sandbox, "testpypi")
    _publish_on(sandbox, "pull_request_target", "Let pull requests of forks be published, too")


def _publish_on(sandbox: Sandbox, event: str, subject: str) -> None:
    """Let `event` start publish.yml, then open a contributor's pull request."""
    facts = sandbox.facts
    names = {"testpypi": facts.testpypi_environment, "pypi": facts.pypi_environment}
    edit = partial(workflow_edits.published_on, event=event, **names)
    commits.rewrite_workflow(sandbox, subject, edit)
    contributor.propose(sandbox, "README.md", "# Better words\n", "Say it in better words")
