"""The state of an index, as plain data that can be pickled."""

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
    email: str | None = "verified"  # "verified", "unverified"; None: no address
    two_factor: bool = True
    is_frozen: bool = False
    recovery_codes: list[str] = field(default_factory=list)  # those that are not used
    recovery_code_used: bool = False
    id: str = field(default_factory=new_id)


@dataclass
class Project:
    name: str
    roles: dict[str, str] = field(default_factory=dict)  # user name -> "Owner" | "Maintainer"
    lifecycle_status: str | None = None
    upload_limit: int | None = None  # bytes per file; None: PyPI's default
    total_size_limit: int | None = None  # bytes of all files; None: PyPI's default
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
    """A GitHub publisher; `environment` is "" for any. No two have the same `identity`."""

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
    """An API token as stored, with its caveats; it belongs to a user or to a publisher (id)."""

    key: bytes
    caveats: list[list[Any]]
    user: str | None = None
    publisher: str | None = None
    description: str = ""
    claims: dict[str, Any] | None = None
    id: str = field(default_factory=new_id)


@dataclass
class CachedPage:
    """A project as the caches in front of the index keep it, for that number of `requests`."""

    project: Project
    requests: int


@dataclass
class State:
    users: dict[str, User] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)  # by normalized name
    publishers: dict[str, Publisher] = field(default_factory=dict)  # by id
    pending: dict[str, PendingPublisher] = field(default_factory=dict)  # by id
    tokens: dict[str, Token] = field(default_factory=dict)  # by id
    used_jti: dict[str, float] = field(default_factory=dict)  # -> time of its deletion
    used_filenames: set[str] = field(default_factory=set)  # deleted files included
    prohibited: set[str] = field(default_factory=set)  # normalized names
    prohibited_domains: set[str] = field(default_factory=set)  # of e-mail addresses
    flags: set[str] = field(default_factory=set)
    requests_left: dict[str, int] = field(default_factory=dict)  # flag -> see `outage`
    cached_pages: dict[str, CachedPage] = field(default_factory=dict)  # by normalized name
    organizations: dict[str, bool] = field(default_factory=dict)  # name -> in good standing
    creations: list[tuple[str, float]] = field(default_factory=list)  # (user, time) of new projects
    journal: list[tuple[float, str, str]] = field(default_factory=list)  # (time, project, version)
    invitations: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (project id, user) -> role
    reports: list[tuple[str, str, str]] = field(default_factory=list)  # (project id, user, summary)
    events: list[tuple[float, str, str, str]] = field(
        default_factory=list
    )  # see `security_history`
    signed_in: str | None = None
    mails: list[tuple[str, str]] = field(default_factory=list)  # (subject, text), to all owners
    flashes: list[tuple[str, str]] = field(default_factory=list)  # (queue, message)

    def project(self, name: str) -> Project | None:
        return self.projects.get(str(canonicalize_name(name)))

    def add_project(self, project: Project, time: float = 0.0) -> None:
        self.projects[project.normalized] = project
        self.log(project, time)

    def log(self, project: Project, time: float, version: str = "") -> None:
        """Add a journal entry and give the project its serial; `version` is a new release's."""
        self.journal.append((time, project.name, version))
        project.serial = len(self.journal)

    def all_files(self) -> Iterator[File]:
        return (file for project in self.projects.values() for _, file in project.files())

    def projects_of(self, publisher: Publisher) -> list[Project]:
        return [p for p in self.projects.values() if p.id in publisher.projects]
