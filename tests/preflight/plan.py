"""The part of a workflow that is run: the publishing jobs, and what they get files or values from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.preflight import left_out, platforms
from tests.preflight.left_out import Assumed, Body
from tests.preflight.report import NotRun
from tests.preflight.start import Start, needed
from tests.preflight.static.steps import called_file
from tests.preflight.target import Target
from tests.sandbox.github.workflow import Workflow, parse

#: Actions that keep files for other jobs.
_KEEPS = re.compile(r"actions/upload-artifact|hynek/build-and-inspect-python-package")


@dataclass
class Plan:
    """`run` are the keys of the jobs that run; `idle` those in whose place nothing runs."""

    target: Target
    start: Start
    assumed: Assumed
    run: list[str] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)

    def edit(self, path: str, text: str) -> str:
        """The text of a workflow file that is run in place of the file's own."""
        document = json.loads(json.dumps(parse(text, path).document, default=str))
        jobs: dict[str, Body] = document["jobs"]
        if path == self.start.workflow.path:
            document["jobs"] = {
                key: _idle(body) if key in self.idle else self._edited(path, key, body)
                for key, body in jobs.items()
                if key in self.run or key in self.idle
            }
        else:
            document["jobs"] = {k: self._edited(path, k, body) for k, body in jobs.items()}
        return json.dumps(document)

    def _edited(self, path: str, key: str, body: Body) -> Body:
        if "steps" not in body:
            return body
        last = self._last(path, key)
        steps = [
            left_out.in_place_of(step, self.assumed) if out or number > last else step
            for number, step in enumerate(body["steps"])
            for out in [left_out.reason(step, self.assumed)]
        ]
        kept = {k: v for k, v in body.items() if k not in ("container", "services")}
        return platforms.reduced({**kept, "steps": steps})

    def _last(self, path: str, key: str) -> float:
        """The number of the job's last publishing step: what follows it is not run."""
        numbers = [
            job.step
            for job in self.start.jobs
            if (job.called or (self.start.workflow.path, job.job)) == (path, key)
        ]
        return max(numbers, default=float("inf"))


def _idle(body: Body) -> Body:
    """A job that succeeds when the real one would start."""
    kept = {key: body[key] for key in ("name", "needs", "if") if key in body}
    idle = {"runs-on": "ubuntu-latest", "steps": [{"run": "echo 'Not run here.'"}]}
    return {**kept, **idle}


def make(target: Target, start: Start, assumed: Assumed) -> Plan:
    """Which jobs run, and what is not run."""
    plan = Plan(target, start, assumed)
    publishing = [job.job for job in start.jobs]
    chain = needed(start.workflow, publishing)
    for job in chain:
        unable = _unable(start.workflow, job)
        if unable:
            plan.not_run.append(NotRun(f"the job `{job}`", unable, True, f"--assume {job}"))
        if unable or not (job in publishing or _hands_on(target, start.workflow, job)):
            plan.idle.append(job)
            if not unable:
                why = "it hands nothing on to publishing"
                plan.not_run.append(NotRun(f"the job `{job}`", why))
        else:
            plan.run.append(job)
            plan.not_run += _steps_left_out(plan, start.workflow, job)
    plan.not_run += [
        NotRun(f"the job `{job}`", "publishing does not need it")
        for job in start.workflow.jobs
        if job not in chain
    ]
    plan.not_run = [each for each in plan.not_run if not _decided(each, assumed)]
    return plan


def _decided(found: NotRun, assumed: Assumed) -> bool:
    return found.matters and str(found.option).removeprefix("--assume ") in assumed


def _unable(workflow: Workflow, job: str) -> str | None:
    """Why nothing of a job can run here."""
    body = workflow.document["jobs"][job]
    uses = str(body.get("uses") or "")
    if uses and not uses.startswith("./"):
        return f"it calls {uses}, a workflow of another repository"
    here, others = platforms.split(body)
    return None if here else f"it runs on {_listed(others)}"


def _listed(systems: list[str]) -> str:
    return ", ".join(dict.fromkeys(systems))


def _steps_left_out(plan: Plan, workflow: Workflow, job: str) -> Iterator[NotRun]:
    body = workflow.document["jobs"][job]
    called = called_file(plan.target.copy, workflow, job)
    if called is not None and called.path != workflow.path:
        for inner in called.jobs:
            yield from _steps_left_out(plan, called, inner)
        return
    _, others = platforms.split(body)
    if others:
        why = f"they run on {_listed(others)}"
        yield NotRun(f"{len(others)} legs of the job `{job}`", why, matters=False)
    if body.get("container"):
        yield NotRun(f"the container of the job `{job}`", "no image is fetched", matters=False)
    last = plan._last(workflow.path, job)
    for number, step in enumerate(body.get("steps") or ()):
        if number > last:
            name = step.get("name") or step.get("uses") or "a step"
            yield NotRun(f"`{name}` in the job `{job}`", "it follows publishing")
        elif found := left_out.reason(step, plan.assumed):
            yield left_out.note(job, step, found)


def _hands_on(target: Target, workflow: Workflow, job: str) -> bool:
    """Whether a job has outputs or keeps files for others."""
    body: dict[str, Any] = workflow.document["jobs"][job]
    if body.get("outputs") or _KEEPS.search(json.dumps(body.get("steps") or [], default=str)):
        return True
    if any(str(step.get("uses") or "").startswith("./") for step in body.get("steps") or ()):
        return True  # A composite action may keep files, too.
    called = called_file(target.copy, workflow, job)
    return called is not None and any(_hands_on(target, called, key) for key in called.jobs)
