"""Rules about the environment of a publishing job."""

from __future__ import annotations

from collections.abc import Iterator

from tests.preflight.report import Finding
from tests.preflight.static.subject import Subject, finding


def environment(subject: Subject) -> Iterator[Finding]:
    """A publishing job takes its environment from itself, not from a job that it needs."""
    for key in dict.fromkeys(job.job for job in subject.publishing if job.environment is None):
        others = [
            job.key for job in subject.workflow.jobs.values()
            if job.environment and job.key in subject.needed and job.key != key
        ]  # fmt: skip
        if others:
            yield finding(
                "environment-elsewhere", "warning",
                subject.where("jobs", others[0], "environment"),
                f"The environment is on the job `{others[0]}`, but `{key}` publishes:"
                " its identity names no environment, so the publisher's has to be empty.",
                f"Move `environment` to the job `{key}`.", "invalid-publisher",
            )  # fmt: skip
        else:
            yield finding(
                "no-environment", "note", subject.where("jobs", key),
                f"The job `{key}` has no environment: everybody who may push can publish.",
                "Add an environment with required reviewers, and name it in the publisher.",
            )  # fmt: skip


def protection(subject: Subject) -> Iterator[Finding]:
    """The files do not show an environment's rules."""
    names = {job.environment: job.job for job in reversed(subject.publishing) if job.environment}
    for name, key in names.items():
        if "${{" not in name:
            yield finding(
                "protection", "note", subject.where("jobs", key, "environment"),
                f"Whether the environment `{name}` is protected is not in the files.",
                "Look at Settings, Environments: GitHub makes a missing one without any rule.",
                "unprotected-environment",
            )  # fmt: skip


RULES = (environment, protection)
