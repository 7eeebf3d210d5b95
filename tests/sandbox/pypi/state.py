"""All that an index remembers, as plain data that can be pickled."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from packaging.utils import canonicalize_name

from tests.sandbox.pypi.release import File, Release


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class User:
    username: str
    email: str | None = "verified"  # "verified", "unverified", or None for no address at all
    two_factor: bool = True
    is_frozen: bool = False
    id: str = field(default_factory=new_id)


@dataclass
class Project:
    name: str
    roles: dict[str, str] = field(default_factory=dict)  # user name -> "Owner" | "Maintainer"
    lifecycle_status: str | None = None
    upload_limit: int | None = None  # bytes for one file; None is PyPI's default
    total_size_limit: int | None = None  # bytes for all files
    organization: str | None = None
    releases: dict[str, Release] = field(default_factory=dict)  # by canonical version
    serial: int = 0
    id: str = field(default_factory=new_id)

    @property
    def normalized(self) -> str:
        return str(canonicalize_name(self.name))

    @property
    def owners(self) -> list[str]:
        return sorted(user for user in self.roles if self.roles[user] == "Owner")

    def files(self) -> Iterator[tuple[Release, File]]:
        return ((release, file) for release in self.releases.values() for file in release.files)


@dataclass
class Publisher:
    """A GitHub publisher, unique by its `identity`; `environment` is "" for any."""

    owner: str
    repository: str
    owner_id: str
    workflow: str
    environment: str
    projects: list[str] = field(default_factory=list)  # ids
    id: str = field(default_factory=new_id)

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.owner, self.repository, self.workflow, self.environment)


@dataclass
class PendingPublisher(Publisher):
    project_name: str = ""
    added_by: str = ""
    organization: str | None = None
    created: float = 0.0


@dataclass
class Token:
    """An API token as stored: its key, the caveats that it was issued with, and whose it is."""

    key: bytes
    caveats: list[list[Any]]
    user: str | None = None
    publisher: str | None = None
    description: str = ""
    claims: dict[str, Any] | None = None
    id: str = field(default_factory=new_id)


@dataclass
class State:
    users: dict[str, User] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)  # by normalized name
    publishers: dict[str, Publisher] = field(default_factory=dict)  # by id
    pending: dict[str, PendingPublisher] = field(default_factory=dict)  # by id
    tokens: dict[str, Token] = field(default_factory=dict)  # by id
    used_jti: dict[str, float] = field(default_factory=dict)  # -> when it may be forgotten
    used_filenames: set[str] = field(default_factory=set)  # for ever, deleted files included
    prohibited: set[str] = field(default_factory=set)  # normalized names
    flags: set[str] = field(default_factory=set)
    remaining: dict[str, int] = field(default_factory=dict)  # flag -> requests until it is lifted
    organizations: dict[str, bool] = field(default_factory=dict)  # name -> in good standing
    creations: list[tuple[str, float]] = field(default_factory=list)  # (user, when) of new projects
    journal: list[tuple[float, str, str]] = field(default_factory=list)  # (when, project, version)
    signed_in: str | None = None
    flashes: list[tuple[str, str]] = field(default_factory=list)  # (queue, message)

    def project(self, name: str) -> Project | None:
        return self.projects.get(str(canonicalize_name(name)))

    def add_project(self, project: Project, when: float = 0.0) -> None:
        self.projects[project.normalized] = project
        self.log(project, when)

    def log(self, project: Project, when: float, version: str = "") -> None:
        """Every change gets the next serial number; `version` is that of a new release."""
        self.journal.append((when, project.name, version))
        project.serial = len(self.journal)

    def all_files(self) -> Iterator[File]:
        return (file for project in self.projects.values() for _, file in project.files())

    def projects_of(self, publisher: Publisher) -> list[Project]:
        return [p for p in self.projects.values() if p.id in publisher.projects]
