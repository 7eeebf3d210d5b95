"""The faults that pages about failures inject, one function each."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getmembers, isfunction
from types import ModuleType

from tests.guide.faults import (
    accounts,
    artifact_steps,
    dist_folder,
    github_settings,
    indexes,
    installations,
    job_permissions,
    missing_tools,
    platform_tags,
    publishers,
    publishing_action,
    release_tool,
    source_tree,
    triggers,
    workflow_jobs,
    workstation,
)
from tests.guide.remedies.remedy import Fault


def _faults_in(module: ModuleType) -> Iterator[tuple[str, Fault]]:
    """The module's own public functions; front matter writes their names with hyphens."""
    for name, function in getmembers(module, isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield name.replace("_", "-"), function


_MODULES = (
    accounts,
    artifact_steps,
    dist_folder,
    github_settings,
    indexes,
    installations,
    job_permissions,
    missing_tools,
    platform_tags,
    publishers,
    publishing_action,
    release_tool,
    workstation,
    source_tree,
    triggers,
    workflow_jobs,
)
#: `breakage` in a page's front matter → the function that injects the fault.
FAULTS: dict[str, Fault] = {
    name: fault for module in _MODULES for name, fault in _faults_in(module)
}
