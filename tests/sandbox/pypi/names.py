"""Project names: which are free, and what else happens when a project comes to be."""

from __future__ import annotations

import re
from itertools import accumulate

import stdlib_list
from packaging.utils import canonicalize_name

from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State

PROJECT_NAME = re.compile(r"[A-Z0-9]([A-Z0-9._-]*[A-Z0-9])?\Z", re.IGNORECASE | re.ASCII)
#: New projects that one user may create in an hour, and one address (warehouse/packaging).
CREATIONS_OF_USER, CREATIONS_OF_ADDRESS, HOUR = 20, 40, 3600

#: Modules of any Python's standard library, their packages included: nobody may have these names.
STANDARD_LIBRARY = frozenset(
    str(canonicalize_name(part.strip("-_.")))
    for version in stdlib_list.short_versions
    for module in stdlib_list.stdlib_list(version)
    for part in accumulate(module.split("."), "{}.{}".format)
)


def look_alike(name: str) -> str:
    """`name` without what the eye misses: separators, `l` and `i` for `1`, `o` for `0`."""
    bare = re.sub(r"[._-]", "", name.lower())
    return bare.translate(str.maketrans("lio", "110"))


def check_name(state: State, site: Site, name: str) -> None:
    """Refuses a name that cannot become a project's, in PyPI's order of reasons.

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
    if site.refuses_similar_names and look_alike(name) in map(look_alike, _names(state)):
        refuse("name-too-similar", name=name)


def _names(state: State) -> list[str]:
    return [project.name for project in state.projects.values()]


def check_rate(state: State, user: str, now: float) -> None:
    """Refuses one new project too many within the hour, of this user or of anybody."""
    recent = [who for who, when in state.creations if now - when < HOUR]
    if len(recent) >= CREATIONS_OF_ADDRESS or recent.count(user) >= CREATIONS_OF_USER:
        refuse("rate-limit")


def judge_creation(state: State, site: Site, name: str) -> None:
    if "disallow-new-project-registration" in state.flags:
        refuse("registration-disabled")
    check_name(state, site, name)


def create_project(state: State, project: Project, creator: str, now: float) -> None:
    """Stores `project`; pending publishers of others for such a name are void from now on."""
    state.add_project(project, now)
    alike = look_alike(project.name)
    for pending in list(state.pending.values()):
        if pending.added_by != creator and look_alike(pending.project_name) == alike:
            del state.pending[pending.id]
