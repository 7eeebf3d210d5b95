"""What to type into the publisher forms of PyPI and TestPyPI, job by job."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from tests.preflight.report import Publisher
from tests.preflight.static.contexts import EVENTS, Trigger
from tests.preflight.static.publishing import PublishingJob, candidates
from tests.preflight.static.publishing import started as jobs_of
from tests.sandbox.github.workflow import Workflow

#: Above this, the choices of a dispatch are not tried out.
CHOICES = 24


def triggers(workflow: Workflow) -> Iterator[Trigger]:
    """What can start the workflow: each event, a dispatch with each choice of its inputs."""
    names = {value: key for key, value in reversed(EVENTS.items())}
    for event in workflow.triggers:
        if event in names and event != "workflow_dispatch":
            yield Trigger(names[event])
    if "workflow_dispatch" in workflow.triggers:
        values = {name: _values(each) for name, each in workflow.inputs.items()}
        known = {name: options for name, options in values.items() if options}
        for chosen in itertools.islice(itertools.product(*known.values()), CHOICES):
            yield Trigger("dispatch", None, dict(zip(known, chosen, strict=True)))


def _values(declared: dict[str, object]) -> list[str]:
    options = declared.get("options")
    return [str(option) for option in options] if isinstance(options, list) else []


def publishers(
    repository: Path,
    workflow: Workflow,
    trigger: Trigger,
    slug: str,
    name_of: Callable[[PublishingJob], str | None],
) -> list[Publisher]:
    """One form for each index, job and environment; a job with a token needs none."""
    started = [trigger] if trigger.event else list(triggers(workflow)) or [trigger]
    found = candidates(repository, workflow)
    jobs = [job for each in started for job in jobs_of(repository, workflow, found, each)]
    jobs = [job for job in dict.fromkeys(jobs) if not job.token]
    owner, _, name = slug.partition("/")
    forms = [
        Publisher(index, job.job, name_of(job), owner, name, _file(workflow, job), job.environment)
        for job in jobs
        if not _answered(job, jobs)
        for index in _indexes(job)
    ]  # fmt: skip
    return list(dict.fromkeys(forms))


def _file(workflow: Workflow, job: PublishingJob) -> str:
    """PyPI compares the file that holds the job: warehouse/oidc/models/github.py."""
    return PurePosixPath(job.called[0] if job.called else workflow.path).name


def _answered(job: PublishingJob, jobs: list[PublishingJob]) -> bool:
    """Whether another event says what an expression of this one leaves open."""
    same = [each for each in jobs if (each.job, each.step) == (job.job, job.step)]
    if job.index is None and any(each.index for each in same):
        return True
    return "${{" in (job.environment or "") and any(
        "${{" not in (each.environment or "${{") for each in same
    )


def _indexes(job: PublishingJob) -> tuple[Literal["pypi", "testpypi"], ...]:
    if job.index is None:
        return ("pypi", "testpypi")
    return () if job.index == "other" else (job.index,)
