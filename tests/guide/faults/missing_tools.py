"""Faults in what a job's machine has: programs that its steps call and nothing installs."""

from __future__ import annotations

from functools import partial

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.actors.workflow_edits import (
    REHEARSAL,
    publishing_action_at,
    replaced,
    replaced_in_job,
)
from tests.sandbox.sandbox import Sandbox

_WITH_ITS_TOOLS = """\
run: |
          uv venv tools
          uv pip sync --python tools --no-build --require-hashes .github/publish-tools.txt
          tools/bin/twine check"""


@mended_by(run_published("testpypi"))
def twine_taken_for_granted(sandbox: Sandbox) -> None:
    """The build job calls twine by its name, and no step installs it."""
    edit = partial(replaced, old=_WITH_ITS_TOOLS, new="run: twine check")
    commits.rewrite_workflow(sandbox, "Check with the twine that is there", edit)


@mended_by(run_published("testpypi"))
def publish_from_own_machine(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI runs on a machine of the team's, which has no Python."""

    def edit(text: str) -> str:
        text = replaced_in_job(text, REHEARSAL, "ubuntu-latest", "self-hosted")
        return publishing_action_at(text, "v1.12.0")

    commits.rewrite_workflow(sandbox, "Publish from our own machine", edit)
