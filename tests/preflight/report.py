"""What preflight found: the answer's data, which the text, JSON and HTML reports draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "note"]
Verdict = Literal["would publish", "would not publish", "cannot tell"]
State = Literal["succeeded", "failed", "skipped", "not run"]

#: The exit status of the command for each verdict; 3 is for bad input.
EXIT_STATUS: dict[Verdict, int] = {"would publish": 0, "would not publish": 1, "cannot tell": 2}


@dataclass(frozen=True)
class Publisher:
    """What to type into the publisher form of PyPI or TestPyPI for one publishing job."""

    index: Literal["pypi", "testpypi"]
    job: str
    #: None until the build has said it.
    project: str | None
    owner: str
    repository: str
    workflow: str
    #: None: leave the field empty.
    environment: str | None


@dataclass(frozen=True)
class Finding:
    """What the files alone show."""

    level: Level
    #: `FILE:LINE`, with the path as in the repository.
    where: str
    #: One sentence: what is wrong.
    message: str
    #: One sentence: what to change.
    remedy: str
    #: The name of the troubleshooting page that explains it.
    page: str | None = None
    #: What found it, such as `tag-filter`, or `zizmor/cache-poisoning`.
    rule: str = ""


@dataclass(frozen=True)
class JobRun:
    """One job of the run, or one leg of its matrix."""

    name: str
    state: State
    seconds: float
    #: Why it failed, was skipped or was not run.
    reason: str = ""


@dataclass(frozen=True)
class NotRun:
    """A job, step or check that this machine does not run."""

    what: str
    why: str
    #: Whether the verdict could be another one with it.
    matters: bool = False
    #: The option of the command that decides it, such as `--assume build.version=1.0`.
    option: str | None = None
    #: The key of its job in the workflow; None for what is of no job alone.
    job: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Why it would not publish."""

    job: str
    step: str
    #: The words that the client printed.
    client: str
    #: The status and text with which the index answered; None when it was not asked.
    index: str | None = None
    page: str | None = None
    #: `FILE:LINE` and the change that is likely needed.
    change: str | None = None


@dataclass(frozen=True)
class PublishedFile:
    name: str
    size: int
    metadata_version: str
    attested: bool


@dataclass(frozen=True)
class PublishedProject:
    """What the project would look like on the index."""

    index: Literal["pypi", "testpypi"]
    name: str
    version: str
    files: tuple[PublishedFile, ...]
    #: None: there is no description.
    description_renders: bool | None
    requires_python: str | None
    #: The file that `pip install` takes, or the words with which it fails.
    installs: str


@dataclass
class Report:
    repository: str
    workflow: str
    event: str
    publishers: list[Publisher] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    jobs: list[JobRun] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    published: list[PublishedProject] = field(default_factory=list)
    verdict: Verdict = "cannot tell"
    #: One sentence.
    reason: str = ""
    #: The index that is tried.
    index: Literal["pypi", "testpypi"] = "pypi"
    #: From the call to the verdict.
    seconds: float = 0.0
