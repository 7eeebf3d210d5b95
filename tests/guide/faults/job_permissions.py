"""Faults in what the jobs of publish.yml may do with their GITHUB_TOKEN."""

from __future__ import annotations

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.guide.remedies.traces import files_attached, release_commit_pushed, release_drafted
from tests.sandbox.actors import commits
from tests.sandbox.actors.workflow_edits import REHEARSAL, cut_from_job, replaced, with_last_step
from tests.sandbox.sandbox import Sandbox

_DRAFT = """\
      - name: Draft the release
        env:
          GH_TOKEN: ${{ github.token }}
          GH_REPO: ${{ github.repository }}
          VERSION: ${{ needs.build.outputs.version }}
        run: gh release create "v$VERSION" --draft --target "$GITHUB_SHA" --notes "On TestPyPI"
"""
_ATTACH = """\
      - name: Attach the files to the release
        if: github.event_name == 'release'
        env:
          GH_TOKEN: ${{ github.token }}
          GH_REPO: ${{ github.repository }}
        run: gh release upload "$GITHUB_REF_NAME" dist/*
"""
#: What a release tool does: a commit with the version, pushed to the branch of the run.
_PUSH = """\
      - name: Note the release on main
        env:
          VERSION: ${{ steps.version.outputs.version }}
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git commit --quiet --allow-empty --message "Release $VERSION"
          git push origin HEAD:main
"""


@mended_by(run_published("testpypi"))
def id_token_alone(sandbox: Sandbox) -> None:
    """The repository is private, and `id-token: write` is the only permission of the build."""
    sandbox.github.state.private = True

    def edit(text: str) -> str:
        text = replaced(text, "permissions: {}\n", "permissions:\n  id-token: write\n")
        return cut_from_job(text, "build", "    permissions:\n", "    outputs:\n")

    commits.rewrite_workflow(sandbox, "Say once what the jobs may do", edit)


@mended_by(run_published("testpypi").also(release_drafted))
def release_made_by_the_publishing_job(sandbox: Sandbox) -> None:
    """After its upload, the publishing job drafts a release; it has `id-token: write` only."""

    def edit(text: str) -> str:
        return with_last_step(text, REHEARSAL, _DRAFT)

    commits.rewrite_workflow(sandbox, "Draft the release, too", edit)


@mended_by(run_published("pypi").also(files_attached), after=("publish/release.md",))
def files_attached_after_publishing(sandbox: Sandbox) -> None:
    """The build attaches its files to the release that started it, and releases are immutable."""
    sandbox.github.state.immutable_releases = True

    def edit(text: str) -> str:
        text = replaced(text, "      contents: read # to check", "      contents: write # to check")
        return with_last_step(text, "build", _ATTACH)

    commits.rewrite_workflow(sandbox, "Attach the files to the release, too", edit)


@mended_by(run_published("testpypi").also(release_commit_pushed))
def release_tool_pushes_to_main(sandbox: Sandbox) -> None:
    """`main` takes changes by pull request only, and the build pushes a commit to it."""
    sandbox.github.state.protected.append("main")

    def edit(text: str) -> str:
        text = replaced(text, "      contents: read # to check", "      contents: write # to check")
        text = replaced(text, "          persist-credentials: false\n", "")
        return with_last_step(text, "build", _PUSH)

    commits.rewrite_workflow(sandbox, "Note each release on main", edit)
