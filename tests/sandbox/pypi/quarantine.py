"""The quarantine of a project: nobody can install it until an administrator has reviewed it.

Source: `LifecycleStatus` and `Project.__acl__` in warehouse/packaging/models.py, and the question
`project_in_quarantine` of PyPI's help page. The administrator here restores the project after a
number of requests for its page.
"""

from __future__ import annotations

from tests.sandbox.pypi import outage
from tests.sandbox.pypi.state import Project, State

ENTERED, LEFT = "quarantine-enter", "quarantine-exit"


def begin(state: State, project: Project, requests: int) -> None:
    """Quarantine the project until so many requests for its page have been answered."""
    project.lifecycle_status = ENTERED
    outage.begin(state, _flag(project), requests)


def review(state: State, project: Project) -> None:
    """Count a request for the project's page; restore the project when none is left."""
    if project.lifecycle_status != ENTERED or _flag(project) not in state.requests_left:
        return
    outage.count_request(state, _flag(project))
    if _flag(project) not in state.flags:
        project.lifecycle_status = LEFT


def _flag(project: Project) -> str:
    return f"quarantine of {project.normalized}"
