"""Workflow runs as plain data: runs, jobs, steps, their logs and annotations."""

from __future__ import annotations

from dataclasses import dataclass, field

#: GitHub creates runs in the background, so that a list made at once may still lack the newest:
#: https://github.com/cli/cli/issues/8519 and https://github.com/CDCgov/dibbs-ecr-viewer/pull/543.
LISTING_DELAY = 1.5
#: How long a job waits for a runner: https://docs.github.com/en/actions/reference/limits.
QUEUE_LIMIT = 86_400.0
#: The statuses of a run that goes on only when somebody acts, or time passes.
IDLE = ("waiting", "queued")


@dataclass
class Step:
    """`lines` holds (seconds since the epoch, text); `key` is the runner's id of the step.

    `uses` tells whether the step is an action.
    """

    number: int
    name: str
    key: str = ""
    uses: bool = False
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
    """A job of one attempt.

    `environment` is None until the runner has evaluated it. `path` is that of the called workflow,
    and `caller` the key of the job that calls it.
    `token` is its GITHUB_TOKEN; `permissions` maps each scope to `none`, `read` or `write`.
    `leg` is the matrix of a leg, as JSON. `workspace` is the folder of a job that has started.
    `labels` are those of `runs-on`. `ended` is the conclusion that GitHub gave it before a runner.
    """

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
    path: str = ""
    caller: str = ""
    token: str = ""
    leg: str = ""
    workspace: str = ""
    labels: list[str] = field(default_factory=list)
    ended: str = ""
    permissions: dict[str, str] = field(default_factory=dict)


@dataclass
class Run:
    """One workflow run.

    `jobs` are those of the latest attempt in the file's order, `earlier` those of the attempts
    before. `problem` is the reason why a run has no jobs; GitHub shows it only on the run's page.
    `reviews` maps an environment's name in lower case to `approved` or `rejected`.
    """

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
    created_at: float
    attempt: int = 1
    status: str = "queued"
    conclusion: str | None = None
    updated_at: float = 0.0
    jobs: list[Job] = field(default_factory=list)
    earlier: list[Job] = field(default_factory=list)
    reviews: dict[str, str] = field(default_factory=dict)
    problem: str = ""
