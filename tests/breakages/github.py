"""What GitHub holds besides publish.yml is not as the guide left it: settings, policies, refs."""

from __future__ import annotations

from overrides.hooks.facts import PUBLISH

from ..sandbox import tampering
from ..sandbox.github.state import ActionsPolicy
from ..sandbox.world import Sandbox

_ACTION = "pypa/gh-action-pypi-publish@"


def workflow_on_a_branch_only(sandbox: Sandbox) -> None:
    """publish.yml lies on the branch `publishing`, and nobody has merged that into main."""
    text, subject = tampering.workflow_text(sandbox), "Add the publishing workflow"
    tampering.commit_file(sandbox, PUBLISH, None, "Publish by hand until the workflow is reviewed")
    tampering.commit_file(sandbox, PUBLISH, text, subject, branch="publishing")


def no_dispatch_trigger(sandbox: Sandbox) -> None:
    """Somebody took the trigger `workflow_dispatch` for a leftover."""
    head, trigger, tail = tampering.workflow_text(sandbox).partition("  workflow_dispatch:\n")
    rest = tail[tail.index("# --8<-- [end:triggers]") :]
    assert trigger
    tampering.commit_workflow(sandbox, head + rest, "Publish releases only")


def misspelt_permission(sandbox: Sandbox) -> None:
    """A permission of the build is called `content`, which GitHub does not know."""
    text = tampering.workflow_text(sandbox).replace("contents: read", "content: read", 1)
    tampering.commit_workflow(sandbox, text, "Say what the build may do")


def branch_rule_for_tags(sandbox: Sandbox) -> None:
    """Whoever protected `pypi` left the kind of the rule `v*` at *Branch*."""
    for pattern in sandbox.github.state.environments["pypi"].patterns:
        pattern.kind = "branch"


def upload_in_a_called_workflow(sandbox: Sandbox) -> None:
    """The steps that publish to TestPyPI moved to a workflow of their own, which is called."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    asked, needs, rest = tail.partition("    needs: build\n")
    body, end, rest = rest.partition("  # --8<-- [end:publish-testpypi]")
    called = f"on: workflow_call\npermissions: {{}}\njobs:\n  upload:\n{body}"
    calling = f"{head}{job}{asked}{needs}    uses: ./.github/workflows/upload.yml\n{end}{rest}"
    tampering.commit_file(sandbox, ".github/workflows/upload.yml", called, "Share the upload")
    tampering.commit_workflow(sandbox, calling, "Call the shared upload")


def githubs_own_actions_only(sandbox: Sandbox) -> None:
    """An administrator lets workflows use GitHub's own actions, and nobody else's."""
    sandbox.github.state.policy = ActionsPolicy(allowed="selected")


def publish_from_a_mac(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI runs where somebody builds wheels for macOS."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    text = head + job + tail.replace("runs-on: ubuntu-latest", "runs-on: macos-latest", 1)
    tampering.commit_workflow(sandbox, text, "Publish where the wheel is built")


def publishing_action_at_v1(sandbox: Sandbox) -> None:
    """The publishing action is asked for by a tag that it does not have."""
    text = tampering.workflow_text(sandbox)
    pin = text.partition(_ACTION)[2].partition("\n")[0]
    text = text.replace(_ACTION + pin, f"{_ACTION}v1", 1)
    tampering.commit_workflow(sandbox, text, "Follow the action")
