"""What the rules look at: a workflow, its publishing jobs and what they need, project and tags."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from overrides.hooks.facts.workflow_yaml import Keys
from tests.preflight.report import Finding, Level
from tests.preflight.static.contexts import Trigger
from tests.preflight.static.package_files import UNKNOWN, Project, read
from tests.preflight.static.packages import builders, folder_of
from tests.preflight.static.publishing import PublishingJob, publishing_jobs
from tests.preflight.static.steps import Step, load, steps
from tests.sandbox.github.workflow import Workflow

#: The seconds for one question to git.
GIT = 20


@dataclass(frozen=True)
class Subject:
    repository: Path
    workflow: Workflow
    trigger: Trigger
    #: `owner/name` as in `origin`; "" when it is not known.
    slug: str = ""
    publishing: tuple[PublishingJob, ...] = ()
    #: The newest first.
    tags: tuple[str, ...] = ()
    #: The tags of the commit that is looked at.
    here: tuple[str, ...] = ()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(steps(self.repository, self.workflow))

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The publishing jobs and those that they need, in the order of the file."""
        found = with_needs(self.workflow, {job.job for job in self.publishing})
        return tuple(job for job in self.workflow.jobs if job in found)

    @cached_property
    def project(self) -> Project:
        """The package that is published; the one at the top, if there are several.

        That at the top may be only the workspace of those that a matrix builds.
        """
        folders = {self.folder(job.job) for job in self.publishing}
        if folders == {None}:
            return UNKNOWN
        return read(self.repository, (folders.pop() if len(folders) == 1 else None) or ".")

    def folder(self, job: str) -> str | None:
        """The folder of the package that a job publishes; None if only a build tells."""
        needed = builders(self.steps, job, with_needs(self.workflow, {job}))
        for jobs in ({job}, needed):
            folder = folder_of(self.repository, self.steps, jobs)
            if folder != ".":
                return folder
        return "."

    def name_of(self, job: PublishingJob) -> str | None:
        """The name of the package that a job publishes; None if only a build tells."""
        folder = self.folder(job.job)
        return None if folder is None else read(self.repository, folder).name

    def job(self, key: str) -> Mapping[str, Any]:
        job: Mapping[str, Any] = self.workflow.document["jobs"][key]
        return job

    def where(self, *keys: str | int) -> str:
        """`FILE:LINE` of a key of the workflow."""
        path: Keys = keys
        return f"{self.workflow.path}:{self.workflow.source.key_at(path).line}"


def subject(repository: Path, workflow: str, trigger: Trigger, slug: str = "") -> Subject:
    """Raises InvalidWorkflowError and OSError, as `publishing_jobs` does."""
    return Subject(
        repository, load(repository, workflow), trigger, slug,
        tuple(publishing_jobs(repository, workflow, trigger)),
        tuple(_tags(repository, "--sort=-creatordate")),
        tuple(_tags(repository, "--points-at=HEAD")),
    )  # fmt: skip


def with_needs(workflow: Workflow, jobs: set[str]) -> set[str]:
    """The jobs, and all that they need in turn."""
    waiting, found = set(jobs), set[str]()
    while waiting:
        job = waiting.pop()
        found.add(job)
        waiting |= needs(workflow, job) - found
    return found


def needs(workflow: Workflow, job: str) -> set[str]:
    value = workflow.document["jobs"][job].get("needs") or ()
    names = {value.lower()} if isinstance(value, str) else {str(name).lower() for name in value}
    return {key for key in workflow.jobs if key.lower() in names}


def _tags(repository: Path, option: str) -> Iterator[str]:
    """Nothing where there is no git repository, or no commit in it."""
    command = ["git", "-C", str(repository), "for-each-ref", option, "--format=%(refname:short)"]
    done = subprocess.run(
        [*command, "refs/tags"], capture_output=True, text=True, check=False, timeout=GIT
    )
    yield from done.stdout.splitlines()


def finding(
    rule: str, level: Level, where: object, message: str, remedy: str, page: str | None = None
) -> Finding:
    return Finding(level, str(where), message, remedy, page, rule)
