"""Faults in how publish.yml names the publishing action."""

from __future__ import annotations

from functools import partial

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.actors.workflow_edits import publishing_action_at
from tests.sandbox.sandbox import Sandbox


@mended_by(run_published("testpypi"))
def publishing_action_at_v1(sandbox: Sandbox) -> None:
    """`uses:` names the publishing action by a tag that it does not have."""
    edit = partial(publishing_action_at, ref="v1")
    commits.rewrite_workflow(sandbox, "Follow the action", edit)


@mended_by(run_published("testpypi"))
def publishing_action_with_old_twine(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI uses a version of the action that brings twine 6.1.0."""
    edit = partial(publishing_action_at, ref="v1.13.0")
    commits.rewrite_workflow(sandbox, "Name the action by its version", edit)
