"""Faults in the jobs of publish.yml: permissions, runner, actions, tools, files."""

from __future__ import annotations

from functools import partial

from tests.guide.remedies.both_services import SET_UP, published_and_permitted
from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import dispatched, run_published
from tests.sandbox.actors import commits, existing_releases
from tests.sandbox.actors.workflow_edits import (
    REHEARSAL,
    called_job,
    cut_from_job,
    replaced,
    replaced_in_job,
    with_last_step,
)
from tests.sandbox.sandbox import Sandbox

_ACTION = "pypa/gh-action-pypi-publish@"
_STEP = f"      - uses: {_ACTION}"


@mended_by(published_and_permitted())
def drop_id_token(sandbox: Sandbox) -> None:
    """The jobs that publish have lost their permissions, `id-token: write` included."""

    def edit(text: str) -> str:
        for job in (REHEARSAL, "publish-pypi"):
            text = cut_from_job(text, job, "    permissions:\n", "    steps:\n")
        return text

    commits.rewrite_workflow(sandbox, "Tidy the permissions up", edit)


@mended_by(run_published("testpypi"), after=SET_UP, told_as=("`MISSING`",))
def job_without_environment(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI no longer names an environment."""
    ends = {"start": "    environment:\n", "end": "    permissions:\n"}
    edit = partial(cut_from_job, job=REHEARSAL, **ends)
    commits.rewrite_workflow(sandbox, "Leave the environment out, nobody approves there", edit)


@mended_by(run_published("testpypi"), after=SET_UP, told_as=("`workflow_ref`",))
def publishing_job_in_called_workflow(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI is in a reusable workflow that publish.yml calls."""
    _call_the_upload(sandbox, granted=True)


@mended_by(run_published("testpypi"))
def called_job_granted_nothing(sandbox: Sandbox) -> None:
    """Like the fault above, and the calling job in publish.yml grants no permissions."""
    _call_the_upload(sandbox, granted=False)


def _call_the_upload(sandbox: Sandbox, *, granted: bool) -> None:
    """Commit the called workflow, then the call."""
    text = commits.workflow_text(sandbox)
    called, caller = called_job(text, REHEARSAL, "upload.yml", granted=granted)
    path = ".github/workflows/upload.yml"
    commits.commit_file(sandbox, path, called, "Give the upload a workflow of its own")
    commits.commit_workflow(sandbox, caller, "Call the upload")


@mended_by(dispatched())
def misspelt_permission(sandbox: Sandbox) -> None:
    """The build job's permission is spelt `content`, a scope that does not exist."""
    edit = partial(replaced, old="contents: read", new="content: read")
    commits.rewrite_workflow(sandbox, "Say what the build may do", edit)


@mended_by(run_published("testpypi"))
def publish_from_a_mac(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI runs on macos-latest."""
    edit = partial(replaced_in_job, job=REHEARSAL, old="ubuntu-latest", new="macos-latest")
    commits.rewrite_workflow(sandbox, "Publish where the wheel is built", edit)


@mended_by(run_published("testpypi"))
def retired_image(sandbox: Sandbox) -> None:
    """The build job asks for Ubuntu 20.04, an image that GitHub has retired."""
    edit = partial(replaced_in_job, job="build", old="ubuntu-latest", new="ubuntu-20.04")
    commits.rewrite_workflow(sandbox, "Build where the first wheels were built", edit)


@mended_by(run_published("testpypi"), after=SET_UP)
def both_indexes_in_one_job(sandbox: Sandbox) -> None:
    """The TestPyPI job also publishes to PyPI, whose publisher names no environment."""
    for publisher in sandbox.indexes["pypi"].state.pending.values():
        publisher.environment = ""

    def edit(text: str) -> str:
        step = _STEP + text.partition(_STEP)[2].partition("\n")[0] + "\n"
        return with_last_step(text, REHEARSAL, step)

    commits.rewrite_workflow(sandbox, "Go on to PyPI", edit)


@mended_by(run_published("testpypi"), told_as=("`github.event.action == 'published'`",))
def condition_that_never_holds(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI has a condition that holds for releases only."""
    change = {
        "old": "inputs.environment == 'testpypi'",
        "new": "github.event.action == 'published'",
    }
    edit = partial(replaced_in_job, job=REHEARSAL, **change)
    commits.rewrite_workflow(sandbox, "Publish what is published", edit)


@mended_by(run_published("testpypi"), told_as=("`skip-existing`",))
def skip_what_exists(sandbox: Sandbox) -> None:
    """Rehearsals count commits and skip existing files, and this version exists already."""

    def edit(text: str) -> str:
        url = "          repository-url: https://test.pypi.org/legacy/\n"
        text = replaced(text, "$(date -u +%Y%m%d%H%M%S)", "$(git rev-list --count HEAD)")
        return replaced(text, url, f"{url}          skip-existing: true\n")

    commits.rewrite_workflow(sandbox, "Let a repeated rehearsal pass", edit)
    existing_releases.convert_pending_publishers(sandbox, "testpypi")
    version = "0.1.dev" + sandbox.github.bare.git("rev-list", "--count", "main")
    existing_releases.add_version(sandbox, "testpypi", version, b"an earlier rehearsal")


@mended_by(run_published("testpypi"))
def build_tool_not_locked(sandbox: Sandbox) -> None:
    """Somebody adds a plugin of hatchling to the build, and does not renew the lock."""
    change = '"hatch-vcs"]', '"hatch-vcs", "hatch-fancy-pypi-readme"]'
    subject = "Join the README and the changelog"
    commits.replace_in(sandbox, "pyproject.toml", subject, change)
