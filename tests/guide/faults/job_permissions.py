"""Faults in what the jobs of publish.yml may do with their GITHUB_TOKEN."""

from __future__ import annotations

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.actors.workflow_edits import cut_from_job, replaced
from tests.sandbox.sandbox import Sandbox


@mended_by(run_published("testpypi"))
def id_token_alone(sandbox: Sandbox) -> None:
    """The repository is private, and `id-token: write` is the only permission of the build."""
    sandbox.github.state.private = True

    def edit(text: str) -> str:
        text = replaced(text, "permissions: {}\n", "permissions:\n  id-token: write\n")
        return cut_from_job(text, "build", "    permissions:\n", "    outputs:\n")

    commits.rewrite_workflow(sandbox, "Say once what the jobs may do", edit)
