"""All that the GitHub stand-in remembers, as plain data that can be saved and restored."""

from __future__ import annotations

from dataclasses import dataclass, field


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
class Step:
    """`lines` are (seconds since the epoch, text); `key` is the runner's name for the step."""

    number: int
    name: str
    key: str = ""
    status: str = "queued"
    conclusion: str | None = None
    started_at: float | None = None
    completed_at: float | None = None
    lines: list[tuple[float, str]] = field(default_factory=list)


@dataclass
class Annotation:
    level: str
    message: str
    title: str = ""


@dataclass
class Job:
    """`environment` is known once the job's expression was evaluated by the runner."""

    id: int
    key: str
    name: str
    status: str = "queued"
    conclusion: str | None = None
    started_at: float | None = None
    completed_at: float | None = None
    environment: str | None = None
    steps: list[Step] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    attempt: int = 1
    summary: str = ""


@dataclass
class Run:
    """One workflow run; `jobs` are those of the latest attempt, in the file's order."""

    id: int
    number: int
    path: str
    name: str
    title: str
    event: str
    ref: str
    sha: str
    actor: str
    payload: dict[str, object]
    token: str
    created_at: float
    attempt: int = 1
    status: str = "queued"
    conclusion: str | None = None
    updated_at: float = 0.0
    jobs: list[Job] = field(default_factory=list)
    earlier: list[Job] = field(default_factory=list)
    reviews: dict[str, str] = field(default_factory=dict)


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
class Secret:
    """Values are never kept: the guide deletes secrets, it does not read them."""

    name: str
    created_at: float


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
    secrets: dict[str, list[Secret]] = field(default_factory=dict)
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
