"""Faults in the steps of publish.yml that upload and download the artifact."""

from __future__ import annotations

import re
from functools import partial

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.actors.workflow_edits import (
    REHEARSAL,
    replaced,
    replaced_in_job,
    sdist_in_own_job,
)
from tests.sandbox.sandbox import Sandbox


@mended_by(run_published("testpypi"))
def other_folder(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI downloads the distributions into another folder."""
    edit = partial(replaced_in_job, job=REHEARSAL, old="path: dist/", new="path: packages/")
    commits.rewrite_workflow(sandbox, "Name the folder for what is in it", edit)


@mended_by(run_published("testpypi"))
def other_artifact(sandbox: Sandbox) -> None:
    """The build job uploads its artifact under a name that no other job downloads."""
    edit = partial(replaced, old="          name: dist\n", new="          name: distributions\n")
    commits.rewrite_workflow(sandbox, "Call the artifact what it is", edit)


@mended_by(run_published("testpypi"))
def artifact_actions_at_v3(sandbox: Sandbox) -> None:
    """The actions that upload and download the artifacts are at `v3`, as in old examples."""

    def edit(text: str) -> str:
        return re.sub(r"(actions/(?:up|down)load-artifact)@.*", r"\1@v3", text)

    commits.rewrite_workflow(sandbox, "Follow an example for the artifacts", edit)


@mended_by(run_published("testpypi"))
def one_name_for_two_artifacts(sandbox: Sandbox) -> None:
    """A job of its own builds the sdist, and uploads it under the name of the wheel's artifact."""
    edit = partial(sdist_in_own_job, job=REHEARSAL)
    commits.rewrite_workflow(sandbox, "Build the sdist beside the wheel", edit)
