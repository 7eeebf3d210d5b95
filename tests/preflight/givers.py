"""The jobs from which publishing gets files or values, and so has to wait for their end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.preflight.outputs_used import outputs_used
from tests.preflight.static.packages import builders
from tests.preflight.static.steps import Step, called_file, steps
from tests.preflight.static.subject import with_needs
from tests.preflight.target import Target
from tests.sandbox.github.workflow import Workflow

#: Actions that keep files for other jobs; a local one may do so, too.
_KEEPS = re.compile(r"^([.$]/|actions/upload-artifact|hynek/build-and-inspect-python-package)")
_FETCHES = re.compile(r"^([.$]/|actions/download-artifact)")


def givers(target: Target, workflow: Workflow, publishing: Iterable[str]) -> set[str]:
    """The publishing jobs, and each needed job whose files or outputs one of these uses."""
    found, waiting = set[str](), list(publishing)
    every = tuple(steps(target.copy, workflow))
    while waiting:
        job = waiting.pop()
        if job in found:
            continue
        found.add(job)
        needed = with_needs(workflow, {job}) - {job}
        waiting += [
            each for each in needed if outputs_used(workflow.document["jobs"][job], "needs", each)
        ]
        if _has(every, job, _FETCHES) or _calls(target, workflow, job):
            keeping = {each for each in needed if _keeps(workflow, every, each)}
            waiting += builders(every, job, needed) & keeping or keeping
    return found


def keeping(target: Target, workflow: Workflow) -> set[str]:
    """The jobs that keep files for others."""
    every = tuple(steps(target.copy, workflow))
    return {job for job in workflow.jobs if _keeps(workflow, every, job)}


def _has(every: Iterable[Step], job: str, pattern: re.Pattern[str]) -> bool:
    return any(step.job == job and pattern.match(step.uses) for step in every)


def _calls(target: Target, workflow: Workflow, job: str) -> bool:
    return called_file(target.copy, workflow, job) is not None


def _keeps(workflow: Workflow, every: Iterable[Step], job: str) -> bool:
    """A job that calls another repository's workflow may keep anything."""
    return _has(every, job, _KEEPS) or bool(workflow.document["jobs"][job].get("uses"))
