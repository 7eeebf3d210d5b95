"""The legs of a job with a matrix: GitHub lists each as a job of its own."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Container, Mapping
from typing import Any

from tests.sandbox.github.expressions import ExpressionError, evaluated
from tests.sandbox.github.runs import Job, Run

#: The key of the job that calls its workflow, "" if none, and its own.
_Key = tuple[str, str]


def named(matrix: str | Mapping[str, Any]) -> str:
    """The same text for the same leg: that of its matrix; "" for a job without one."""
    try:
        values = json.loads(matrix or "{}") if isinstance(matrix, str) else dict(matrix)
    except ValueError:
        return ""
    return json.dumps(values, sort_keys=True) if values else ""


def expanded(name: str, matrix: Mapping[str, Any]) -> str:
    """`Build ${{ matrix.os }}` → `Build linux`; `build` → `build (linux, 3.13)`.

    Source: "Workflow syntax for GitHub Actions", `jobs.<job_id>.strategy.matrix`.
    """
    try:
        shown = evaluated(name, {"matrix": matrix})
    except ExpressionError:
        shown = name
    if "matrix." in name or not matrix:
        return shown
    return f"{shown} ({', '.join(map(_text, matrix.values()))})"


class Legs:
    """The jobs of a run by their legs; each leg is added to the run when it begins."""

    def __init__(self, run: Run, finished: Container[str], new_id: Callable[[], int]) -> None:
        self._run, self._new_id = run, new_id
        jobs = {(job.caller, job.key): job for job in run.jobs if job.key not in finished}
        self._fresh = {key: copy.deepcopy(job) for key, job in jobs.items()}
        self._legs: dict[_Key, dict[str, Job]] = {key: {} for key in jobs}
        self._jobs = list(jobs.values())

    def all(self) -> list[Job]:
        return list(self._jobs)

    def find(self, job: str, matrix: Mapping[str, Any], place: str) -> Job | None:
        """The job or the leg; None for a job that is not of this attempt.

        `place` is act's name of the job: `CALLER/WORKFLOW/NAME` for one of a called workflow. Such
        a job may have the key of another one.
        """
        known = [key for key in self._legs if key[1] == job]
        if not known:
            return None
        own = (key for key in known if key[0] and re.match(rf"{key[0]}(-\d+)?/", place))
        key = next(own, ("", job) if ("", job) in known else known[0])
        legs, name = self._legs[key], named(matrix)
        if name not in legs:
            legs[name] = self._begun(key, matrix)
        return legs[name]

    def _begun(self, key: _Key, matrix: Mapping[str, Any]) -> Job:
        """The listed job for the first leg, and a new one behind it for each other."""
        listed = [job for job in self._jobs if (job.caller, job.key) == key]
        if not self._legs[key]:
            job = listed[0]
        else:
            job = copy.deepcopy(self._fresh[key])
            job.id = self._new_id()
            self._jobs.insert(self._jobs.index(listed[-1]) + 1, job)
            place = self._run.jobs.index(listed[-1]) + 1
            self._run.jobs = [*self._run.jobs[:place], job, *self._run.jobs[place:]]
        job.name = expanded(self._fresh[key].name, matrix)
        job.leg = named(matrix)
        return job


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
