"""The part of a workflow that runs: the publishing jobs, and what they get files or values from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from tests.preflight import left_out, platforms
from tests.preflight.left_out import Assumed, Body
from tests.preflight.pinned_versions import is_known, name_versions
from tests.preflight.report import NotRun
from tests.preflight.static.steps import local
from tests.preflight.static.subject import with_needs
from tests.preflight.target import Target
from tests.preflight.ways import Start
from tests.sandbox.github.workflow import parse


@dataclass
class Plan:
    """`run` are the keys of the jobs that run; `idle` those in whose place nothing runs."""

    target: Target
    start: Start
    assumed: Assumed
    run: list[str] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    #: The jobs that run of a workflow that comes before, by its path.
    before: dict[str, list[str]] = field(default_factory=dict)

    def edit(self, path: str, text: str) -> str:
        """The text of a workflow file that is run in place of the file's own."""
        document = json.loads(json.dumps(parse(text, path).document, default=str))
        jobs: dict[str, Body] = document["jobs"]
        name_versions(jobs, text)
        for place in (each for body in jobs.values() for each in (body, *body.get("steps", ()))):
            if path_here := local(str(place.get("uses") or "")):
                place["uses"] = f"./{path_here}"  # act does not know `$/` yet.
        if path == self.start.workflow.path:
            document["jobs"] = {
                key: _idle(body) if key in self.idle else self._edited(path, key, body)
                for key, body in jobs.items()
                if key in self.run or key in self.idle
            }
        else:
            kept = self.before.get(path, list(jobs))
            document["jobs"] = {k: self._edited(path, k, jobs[k]) for k in jobs if k in kept}
        return json.dumps(document, ensure_ascii=False)  # YAML has no surrogate pairs.

    def _edited(self, path: str, key: str, body: Body) -> Body:
        if "steps" not in body:
            return body
        last = self.last(path, key)
        steps = [
            left_out.in_place_of(step, self.assumed) if out or number > last else step
            for number, step in enumerate(body["steps"])
            for out in [left_out.reason(step, self.assumed)]
        ]
        kept = {k: v for k, v in body.items() if k not in ("container", "services")}
        return platforms.reduced({**kept, "steps": steps})

    def twine_is_known(self, uses: str) -> bool:
        """Whether the twine of the publishing action is known, by its ref or a comment."""
        places = {job.place.path or self.start.workflow.path for job in self.start.jobs}
        texts = [(self.target.copy / path).read_text("utf-8", "replace") for path in places]
        return any(is_known(uses, text) for text in texts)

    def job_at(self, where: str) -> str | None:
        """The job of the workflow that `FILE:LINE` is in."""
        path, _, line = where.rpartition(":")
        workflow = self.start.workflow
        before = [k for k in workflow.jobs if workflow.job_position(k).line <= int(line or 0)]
        return before[-1] if before and path == workflow.path else None

    def hides(self, where: str) -> bool:
        """Whether `FILE:LINE` is in a job in whose place nothing runs."""
        return self.job_at(where) in self.idle

    def may_cause(self, where: str, failed: str) -> bool:
        """Whether what is wrong at `FILE:LINE` may make the job fail: it is in no later job."""
        place, workflow = self.job_at(where), self.start.workflow
        return (
            place is None or failed not in workflow.jobs or place in with_needs(workflow, {failed})
        )

    def last(self, path: str, key: str) -> float:
        """The number of the job's last publishing step: what follows it is not run."""
        numbers = [
            job.step
            for job in self.start.jobs
            if (job.called or (self.start.workflow.path, job.job)) == (path, key)
        ]
        return max(numbers, default=float("inf"))


def _idle(body: Body) -> Body:
    """A job that succeeds when the real one would start."""
    kept: Body = {key: body[key] for key in ("name", "needs", "if") if key in body}
    idle: Body = {"runs-on": "ubuntu-latest", "steps": [{"run": "echo 'Not run here.'"}]}
    return {**kept, **idle}
