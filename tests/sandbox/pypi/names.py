"""Project names: the rules for new ones, and the creation of a project."""

from __future__ import annotations

import re
from itertools import accumulate

import stdlib_list
from packaging.utils import canonicalize_name

from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Project, State

PROJECT_NAME = re.compile(r"[A-Z0-9]([A-Z0-9._-]*[A-Z0-9])?\Z", re.IGNORECASE | re.ASCII)
#: Limits on new projects per hour, of one user and of one IP address (warehouse/packaging).
LIMIT_OF_USER, LIMIT_OF_ADDRESS, HOUR = 20, 40, 3600

#: Names of modules and their parent packages in the standard library of any Python version.
STANDARD_LIBRARY = frozenset(
    str(canonicalize_name(part.strip("-_.")))
    for version in stdlib_list.short_versions
    for module in stdlib_list.stdlib_list(version)
    for part in accumulate(module.split("."), "{}.{}".format)
)


def ultranormalize(name: str) -> str:
    """Return a form that is equal for similar names: no separators, 1 for l and i, 0 for o.

    PyPI's database function is `ultranormalize_name`.
    """
    bare = re.sub(r"[._-]", "", name.lower())
    return bare.translate(str.maketrans("lio", "110"))


def check_name(state: State, name: str) -> None:
    """Refuse a name that no new project may have; the checks are in PyPI's order.

    Each site compares with its own projects. TestPyPI has refused similar names, too:
    https://github.com/pypi/warehouse/issues/17026, https://github.com/pypi/support/issues/4821.
    Source: `ProjectService.check_project_name`, warehouse/packaging/services.py.
    """
    if not PROJECT_NAME.match(name):
        refuse("name-invalid", name=name)
    if canonicalize_name(name) in STANDARD_LIBRARY:
        refuse("name-of-standard-library", name=name)
    if state.project(name):
        refuse("name-exists", name=name)
    if canonicalize_name(name) in state.prohibited:
        refuse("name-not-allowed", name=name)
    if ultranormalize(name) in map(ultranormalize, _names(state)):
        refuse("name-too-similar", name=name)


def _names(state: State) -> list[str]:
    return [project.name for project in state.projects.values()]


def check_rate(state: State, user: str, now: float) -> None:
    """Refuse a new project above the hourly limit; all users count as one IP address."""
    recent = [who for who, time in state.creations if now - time < HOUR]
    if len(recent) >= LIMIT_OF_ADDRESS or recent.count(user) >= LIMIT_OF_USER:
        refuse("rate-limit")


def check_creation(state: State, name: str) -> None:
    if "disallow-new-project-registration" in state.flags:
        refuse("registration-disabled")
    check_name(state, name)


def create_project(state: State, project: Project, creator: str, now: float) -> None:
    """Store `project`; delete the pending publishers of other users for similar names."""
    state.add_project(project, now)
    similar = ultranormalize(project.name)
    for pending in list(state.pending.values()):
        if pending.added_by != creator and ultranormalize(pending.project_name) == similar:
            del state.pending[pending.id]
