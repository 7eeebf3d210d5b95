"""The state of the GitHub stand-in, as plain data that a snapshot can pickle."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.sandbox.github.deployment_environment import Environment
from tests.sandbox.github.device_code import DeviceCode
from tests.sandbox.github.rulesets import Ruleset
from tests.sandbox.github.runs import LISTING_DELAY, QUEUE_LIMIT, Run

#: The account of `GITHUB_TOKEN`; only its dispatches start workflows (docs: "GITHUB_TOKEN").
BOT = "github-actions[bot]"


@dataclass
class Account:
    """A user or an organization; `kind` is `User` or `Organization`."""

    login: str
    id: int
    kind: str = "User"


@dataclass
class Team:
    """`members` are logins."""

    slug: str
    id: int
    members: list[str]


@dataclass
class Asset:
    """A file of a release; its content is not kept."""

    id: int
    name: str
    size: int
    sha256: str
    content_type: str
    uploader: str
    created_at: float


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
    assets: list[Asset] = field(default_factory=list)
    immutable: bool = False


@dataclass
class Pull:
    """A pull request into main; `branch` is its head, in the author's fork if `fork`."""

    number: int
    title: str
    author: str
    branch: str
    fork: bool
    open: bool = True


@dataclass
class Secret:
    """A secret without its value, since the guide only lists and deletes secrets."""

    name: str
    created_at: float


@dataclass
class ActionsPolicy:
    """Which actions workflows may use; `allowed` is `all`, `local_only` or `selected`.

    `github_owned`, `verified` and `patterns` count only if it is `selected`. `pinned` requires
    full commit SHAs.
    """

    allowed: str = "all"
    github_owned: bool = True
    verified: bool = False
    patterns: list[str] = field(default_factory=list)
    pinned: bool = False


@dataclass
class State:
    """The owner's one repository and all its objects.

    `tokens` maps a token to its login, `environments` a name in lower case to the environment,
    `secrets` a scope (`repo`, `env:NAME` or `org`) to its secrets, `device_codes` a user code to
    the device's own. `listing_delay` is the time in seconds until a new run is in lists of runs.
    `reserved_tags` are the names that immutable releases have used. `queue_limit` is the time in
    seconds that a job waits for a runner. `protected` are branches that take changes by pull
    request only.
    """

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
    rulesets: list[Ruleset] = field(default_factory=list)
    device_codes: dict[str, DeviceCode] = field(default_factory=dict)
    listing_delay: float = LISTING_DELAY
    queue_limit: float = QUEUE_LIMIT
    private: bool = False
    default_branch: str = "main"
    protected: list[str] = field(default_factory=list)
    immutable_releases: bool = False
    reserved_tags: list[str] = field(default_factory=list)
    last_id: int = 1000

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.repository}"

    @property
    def default_ref(self) -> str:
        return f"refs/heads/{self.default_branch}"

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def run(self, number: int) -> Run | None:
        return next((run for run in self.runs if run.id == number), None)

    def release(self, tag: str) -> Release | None:
        return next((r for r in self.releases if r.tag == tag and not r.draft), None)
