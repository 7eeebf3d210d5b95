"""The part of a workflow that is run: the publishing jobs, and what they get files or values from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.preflight.report import NotRun
from tests.preflight.start import Start, needed
from tests.preflight.static.steps import called_file
from tests.preflight.target import Target
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.runner import action_catalogue

Body = dict[str, Any]
_GIVES = re.compile(r"actions/upload-artifact|hynek/build-and-inspect-python-package")


@dataclass
class Plan:
    """`run` are the keys of the jobs that run; `idle` those in whose place nothing runs."""

    target: Target
    start: Start
    assumed: Mapping[str, str | None]
    run: list[str] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)

    def edit(self, path: str, text: str) -> str:
        """The text of a workflow file that is run in place of the file's own."""
        document = json.loads(json.dumps(parse(text, path).document))
        if path == self.start.workflow.path:
            jobs = document["jobs"]
            chosen = {k: jobs[k] for k in jobs if k in self.run or k in self.idle}
            document["jobs"] = {
                k: _idle(body) if k in self.idle else body for k, body in chosen.items()
            }
        for body in document["jobs"].values():
            for number, step in enumerate(body.get("steps") or ()):
                if not _runs(step):
                    body["steps"][number] = self._in_place_of(step)
        return json.dumps(document)

    def _in_place_of(self, step: Body) -> Body:
        """A step that only hands on what is assumed of it."""
        given = dict(self._outputs(step))
        lines = [
            f'echo "{name}=${{ASSUMED_{n}}}" >> "$GITHUB_OUTPUT"' for n, name in enumerate(given)
        ]
        kept = {key: step[key] for key in ("id", "if", "name", "continue-on-error") if key in step}
        kept.setdefault("name", f"Run {step.get('uses')}")
        variables = {f"ASSUMED_{n}": value for n, value in enumerate(given.values())}
        run = "\n".join(["echo 'Not run here.'", *lines])
        return {**kept, "shell": "bash", "run": run, "env": variables}

    def _outputs(self, step: Body) -> list[tuple[str, str]]:
        prefix = f"{step.get('id')}."
        return [
            (name.removeprefix(prefix), value)
            for name, value in self.assumed.items()
            if value is not None and name.startswith(prefix)
        ]


def _runs(step: Body) -> bool:
    name = str(step.get("uses") or "").partition("@")[0]
    return not name or name.startswith("./") or name in action_catalogue.known()


def _idle(body: Body) -> Body:
    """A job that succeeds when the real one would start."""
    kept = {key: body[key] for key in ("name", "needs", "if") if key in body}
    return {**kept, "runs-on": "ubuntu-latest", "steps": [{"run": "echo 'Not run here.'"}]}


def make(target: Target, start: Start, assumed: Mapping[str, str | None]) -> Plan:
    plan = Plan(target, start, assumed)
    publishing = [job.job for job in start.jobs]
    chain = needed(start.workflow, publishing)
    also = {job for job in chain if job in publishing or _hands_on(target, start.workflow, job)}
    plan.run = [job for job in chain if job in also]
    plan.idle = [job for job in chain if job not in also]
    plan.not_run += [
        NotRun(f"job `{job}`", "it hands nothing on to publishing") for job in plan.idle
    ]
    for job in start.workflow.jobs:
        if job not in chain:
            plan.not_run.append(NotRun(f"job `{job}`", "publishing does not need it"))
    return plan


def _hands_on(target: Target, workflow: Workflow, job: str) -> bool:
    body = workflow.document["jobs"][job]
    if body.get("outputs") or _GIVES.search(json.dumps(body.get("steps") or [])):
        return True
    called = called_file(target.copy, workflow, job)
    return called is not None and any(_hands_on(target, called, key) for key in called.jobs)
