"""Workflow runs as plain data: runs, jobs, steps and what they said."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    """`environment` is known once the runner has evaluated it; `path` is the called workflow's."""

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


@dataclass
class Run:
    """One workflow run; `jobs` are those of the latest attempt, in the file's order.

    `problem` is why it has none: what GitHub shows on the run's page, and nowhere else.
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
    token: str
    created_at: float
    attempt: int = 1
    status: str = "queued"
    conclusion: str | None = None
    updated_at: float = 0.0
    jobs: list[Job] = field(default_factory=list)
    earlier: list[Job] = field(default_factory=list)
    reviews: dict[str, str] = field(default_factory=dict)
    problem: str = ""
