"""The types of the event of a release: GitHub's docs, "Events that trigger workflows"."""

from __future__ import annotations

from tests.sandbox.github import workflow_filters
from tests.sandbox.github.state import Release
from tests.sandbox.github.workflow import Workflow

#: A workflow that names no types wants all of them, so that a release starts it three times:
#: https://github.com/getodk/pyodk/pull/18.
ALL = ("published", "unpublished", "created", "edited", "deleted", "prereleased", "released")


def wanted(workflow: Workflow) -> list[str]:
    """The types that start the workflow."""
    if "release" not in workflow.triggers:
        return []
    return workflow_filters.listed((workflow.triggers["release"] or {}).get("types", ALL))


def starting(workflow: Workflow, release: Release, *, created: bool) -> list[str]:
    """The types of a release that is published, as far as they start the workflow.

    `created` is false for one that was a draft.
    """
    types = ["created"] * created + ["published"]
    types.append("prereleased" if release.prerelease else "released")
    return [each for each in types if each in wanted(workflow)]
