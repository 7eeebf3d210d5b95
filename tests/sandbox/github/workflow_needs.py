"""Refuses jobs that can never start: `needs` of a workflow file, and the ids that it names."""

from __future__ import annotations

import re

from overrides.hooks.facts.workflow_yaml import Document, Keys
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError, expect_texts, invalid

_ID = re.compile(r"[a-zA-Z_][a-zA-Z0-9_-]{0,98}")


def check_id(document: Document, job: str, path: str) -> None:
    """Refuse an id with the messages of IdBuilder.cs in actions/runner (the double "and" too)."""
    if _ID.fullmatch(job) and not job.startswith("__"):
        return
    problem = f"The identifier '{job}' is invalid. "
    if _ID.fullmatch(job):
        problem += "IDs starting with '__' are reserved."
    else:
        problem += (
            "IDs may only contain alphanumeric characters, '_', and '-'. IDs must start with a "
            "letter or '_' and and must be less than 100 characters."
        )
    sentence = f"the job's id `{job}` is not valid"
    raise invalid(path, document.key_at(("jobs", job)), sentence, problem)


def check_needs(document: Document, path: str) -> None:
    """Refuse an unknown job and a cycle, as ConvertToJobs in WorkflowTemplateConverter.cs does."""
    waiting = {job: _needs(document, job, path) for job in document.value["jobs"]}
    if all(waiting.values()):
        sentence = "every job needs another one, so none can start"
        problem = "The workflow must contain at least one job with no dependencies."
        raise invalid(path, document.value_at(("jobs",)), sentence, problem)
    known = {job.lower() for job in waiting}
    while ready := [job for job, needs in waiting.items() if not needs]:
        for job in ready:
            del waiting[job]
        done = known - {job.lower() for job in waiting}
        waiting = {
            job: {keys: need for keys, need in needs.items() if need.lower() not in done}
            for job, needs in waiting.items()
        }
    for job, needs in waiting.items():
        for keys, need in needs.items():
            raise _unsatisfied(document, job, keys, need.lower() in known, path)


def _unsatisfied(
    document: Document, job: str, keys: Keys, is_known: bool, path: str
) -> InvalidWorkflowError:
    need = str(document.get(keys))
    sentence = f"job `{job}` needs `{need}`, which is no job"
    problem = f"Job '{job}' depends on unknown job '{need}'."
    if is_known:
        sentence = f"job `{job}` needs `{need}`, which can never complete"
        problem = (
            f"Job '{job}' depends on job '{need}' which creates a cycle in the dependency graph."
        )
    return invalid(path, document.value_at(keys), sentence, problem)


def _needs(document: Document, job: str, path: str) -> dict[Keys, str]:
    """The jobs that `job` needs, by the path to each."""
    keys: Keys = ("jobs", job, "needs")
    if "needs" not in document.get(("jobs", job)):
        return {}
    expect_texts(document, keys, path)
    value = document.get(keys)
    if isinstance(value, list):
        return {(*keys, index): str(need) for index, need in enumerate(value)}
    return {keys: str(value)}
