"""Writes the state of an index in the form of the rows' `state_after`."""

from __future__ import annotations

from typing import Any

from tests.contracts.index_state import FILLER
from tests.contracts.rows import Row
from tests.sandbox.pypi.release import File
from tests.sandbox.pypi.state import Publisher, State


def publishers(state: State) -> list[Row]:
    return _sorted(publisher(state, one) for one in state.publishers.values())


def publisher(state: State, one: Publisher) -> Row:
    names = sorted(project.name for project in state.projects_of(one))
    return {**_facts(one), "projects": names}


def pending(state: State) -> list[Row]:
    return _sorted(
        {**_facts(one), "project_name": one.project_name, "added_by": one.added_by}
        for one in state.pending.values()
    )


def _facts(one: Publisher) -> Row:
    return {
        "owner": one.owner, "repository": one.repository, "owner_id": one.owner_id,
        "workflow": one.workflow, "environment": one.environment,
    }  # fmt: skip


def projects(state: State) -> list[Row]:
    return _sorted(
        {"name": project.name, "owners": project.owners}
        | ({"organization": project.organization} if project.organization else {})
        for project in state.projects.values()
    )


def _sorted(records: Any) -> list[Row]:
    return sorted(records, key=str)


def same(ours: list[Row], theirs: list[Row]) -> bool:
    """Whether two lists have the same records, in any order of records and keys."""
    key = [sorted(record.items(), key=str) for record in ours]
    return sorted(key, key=str) == sorted((sorted(r.items(), key=str) for r in theirs), key=str)


def stored(state: State) -> Row:
    """Projects, releases and files in the form of an upload's row."""
    releases = [
        (project, release)
        for project in state.projects.values()
        for release in project.releases.values()
        if release.version != FILLER
    ]
    return {
        "projects": sorted(project.name for project in state.projects.values()),
        "releases": sorted(f"{project.name} {release.version}" for project, release in releases),
        "files": sorted((_file(file) for _, r in releases for file in r.files), key=str),
    }


def _file(file: File) -> Row:
    return {
        "filename": file.filename, "packagetype": file.packagetype,
        "python_version": file.python_version, "attestations": _attestations(file),
    }  # fmt: skip


def _attestations(file: File) -> int:
    bundles = (file.provenance or {}).get("attestation_bundles", ())
    return sum(len(bundle["attestations"]) for bundle in bundles)
