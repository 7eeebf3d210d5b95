"""Builds the state of an index from a row's `setup`, and applies the row's later changes to it."""

from __future__ import annotations

import re
import time
from typing import Any

from packaging.utils import canonicalize_name

from tests.contracts.rows import NotReproducible, Row
from tests.sandbox.pypi.release import File, Release
from tests.sandbox.pypi.state import PendingPublisher, Project, Publisher, State, User

FAR_FUTURE = 4e9  # seconds since the epoch
FILLER = "filler"  # version and file of a release that only adds to the project's size
EMPTY_INFO = {"requires_python": None}
#: Users of `as_user` that no `setup` describes → the state of their e-mail address.
UNDESCRIBED_USERS = {"nomail": "unverified"}


def build(row: Row) -> State:
    """The state that `row` starts from."""
    setup = row["setup"]
    state = State()
    for user in [{"username": "alice"}, {"username": "bob"}, *setup.get("users", ())]:
        state.users[user["username"]] = User(
            user["username"], user.get("email", "verified"), user.get("two_factor", True),
            user.get("is_frozen", False),
        )  # fmt: skip
    state.organizations = {
        o["name"]: o.get("is_active", True) for o in setup.get("organizations", ())
    }
    owners = setup.get("project_organizations", {})
    for project in setup.get("projects", ()):
        state.add_project(_project(project, owners))
    _add_publishers(state, setup)
    state.prohibited = {str(canonicalize_name(name)) for name in setup.get("prohibited", ())}
    state.flags = set(setup.get("admin_flags", ()))
    state.used_jti = dict.fromkeys(setup.get("used_jti", ()), FAR_FUTURE)
    state.used_filenames = set(setup.get("used_filenames", ()))
    return state


def _add_publishers(state: State, setup: dict[str, Any]) -> None:
    for described in setup.get("publishers", ()):
        ids = [_project_id(state, name) for name in described["projects"]]
        publisher = Publisher(*_identity(described), ids)
        state.publishers[publisher.id] = publisher
    for described in setup.get("pending", ()):
        pending = PendingPublisher(
            *_identity(described), project_name=described["project_name"],
            added_by=described["added_by"], organization=described.get("organization"),
        )  # fmt: skip
        state.pending[pending.id] = pending


def _project(described: str | dict[str, Any], organizations: dict[str, str]) -> Project:
    facts: dict[str, Any] = {"name": described} if isinstance(described, str) else described
    owner = facts.get("owner", "alice")
    return Project(
        facts["name"], {owner: facts.get("role", "Owner")} if owner else {},
        facts.get("lifecycle_status"), facts.get("upload_limit"), facts.get("total_size_limit"),
        organizations.get(facts["name"]),
    )  # fmt: skip


def _project_id(state: State, name: str) -> str:
    project = state.project(name)
    assert project is not None, f"setup.publishers names {name}, which setup.projects lacks"
    return project.id


def _identity(publisher: dict[str, Any]) -> tuple[str, str, str, str, str]:
    return (
        publisher["owner"], publisher["repository"], str(publisher["owner_id"]),
        publisher["workflow"], publisher["environment"],
    )  # fmt: skip


def sign_in(state: State, name: str) -> None:
    """Make `name` the signed-in user.

    Raises:
        NotReproducible: neither the row nor UNDESCRIBED_USERS has this user.
    """
    if name not in state.users:
        if name not in UNDESCRIBED_USERS:
            raise NotReproducible(f"as_user: {name!r} is not in setup.users; describe them there")
        state.users[name] = User(name, UNDESCRIBED_USERS[name])
    state.signed_in = name


def apply_late_setup(state: State, setup: dict[str, Any]) -> None:
    """Apply the parts of `setup` that were recorded after the row's `before` requests."""
    for project in state.projects.values():
        for release in project.releases.values():
            release.created -= setup.get("age_releases_days", 0) * 86400
            release.yanked = release.yanked or bool(setup.get("yank_releases"))
        if size := setup.get("project_total_size"):
            stored = sum(file.size for _, file in project.files())
            add_release(project, FILLER, size - stored)


def add_release(project: Project, version: str, size: int, filename: str = FILLER) -> None:
    """Add a release with the record of one file, without its content."""
    file = File(filename, "bdist_wheel", "py3", size, dict.fromkeys(("blake2_256",), filename), 0)
    project.releases[version] = Release(version, time.time(), EMPTY_INFO, [file])


def apply_sql(state: State, sql: str) -> None:
    """Apply a row's SQL statement, always `update projects|releases set a=b, …`."""
    match = re.fullmatch(r"update (projects|releases) set (.+)", sql)
    assert match, f"{sql}: only `update projects|releases set …` is implemented"
    changes = dict(re.findall(r"(\w+)=('[^']*'|\w+)", match[2]))
    for project in state.projects.values():
        for thing in [project] if match[1] == "projects" else project.releases.values():
            for name, value in changes.items():
                assert hasattr(thing, name), f"{sql}: {type(thing).__name__} has no {name}"
                setattr(thing, name, value == "true" if value[0] != "'" else value.strip("'"))
