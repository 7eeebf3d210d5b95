"""All that the GitHub stand-in remembers, as plain data that can be saved and restored."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.sandbox.github.runs import Run


@dataclass
class Account:
    """A user or an organization; `members` are logins, for organizations and teams."""

    login: str
    id: int
    kind: str = "User"


@dataclass
class Team:
    slug: str
    id: int
    members: list[str]


@dataclass
class RefPattern:
    """One name pattern of an environment's deployment policy; `kind` is `branch` or `tag`."""

    id: int
    name: str
    kind: str


@dataclass
class Environment:
    """`policy` is None (no restriction), `protected` or `custom` (then `patterns` decide)."""

    id: int
    name: str
    created_at: float
    reviewers: list[tuple[str, int]] = field(default_factory=list)
    prevent_self_review: bool = False
    wait_timer: int = 0
    policy: str | None = None
    patterns: list[RefPattern] = field(default_factory=list)


@dataclass
class Release:
    id: int
    tag: str
    name: str
    body: str
    draft: bool
    prerelease: bool
    target: str
    author: str
    created_at: float
    published_at: float | None = None
    assets: dict[str, int] = field(default_factory=dict)


@dataclass
class Pull:
    """A pull request into main; `branch` is the head's, in the author's fork when `fork`."""

    number: int
    title: str
    author: str
    branch: str
    fork: bool
    open: bool = True


@dataclass
class Secret:
    """Values are never kept: the guide deletes secrets, it does not read them."""

    name: str
    created_at: float


@dataclass
class ActionsPolicy:
    """Which actions workflows may use; `allowed` is `all`, `local_only` or `selected`.

    The other fields count only when it is `selected`, but for `pinned`: full commits only.
    """

    allowed: str = "all"
    github_owned: bool = True
    verified: bool = False
    patterns: list[str] = field(default_factory=list)
    pinned: bool = False


@dataclass
class State:
    """`secrets` is keyed by scope: `repo`, `env:NAME` or `org`."""

    owner: Account
    repository: str
    repository_id: int
    users: dict[str, Account]
    teams: list[Team]
    tokens: dict[str, str]
    environments: dict[str, Environment] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    pulls: list[Pull] = field(default_factory=list)
    secrets: dict[str, list[Secret]] = field(default_factory=dict)
    policy: ActionsPolicy = field(default_factory=ActionsPolicy)
    last_id: int = 1000

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.repository}"

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def run(self, number: int) -> Run | None:
        return next((run for run in self.runs if run.id == number), None)

    def release(self, tag: str) -> Release | None:
        return next((r for r in self.releases if r.tag == tag and not r.draft), None)
