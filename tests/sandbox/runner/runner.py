"""Starts and re-runs workflow runs, holds jobs at their environment's gate, ends what is left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from ..github.bare import Bare
from ..github.runs import Job, Run, Step
from ..github.state import State
from ..github.workflow import Workflow, parse
from . import catalogue
from .act import Act
from .record import Recorder
from .rewrite import rewrite, step_key, succeeded

#: Outputs by job key: what a later attempt keeps of an earlier one.
Kept = Mapping[str, Mapping[str, str]]


class Runner:
    """One per sandbox; `environment` is what a fresh runner machine offers to a job."""

    def __init__(
        self,
        folder: Path,
        artifacts: Path,
        bare: Bare,
        state: Callable[[], State],
        environment: Callable[[Run], Mapping[str, str]],
    ) -> None:
        self._folder, self._artifacts, self._bare = folder, artifacts, bare
        self._state, self._environment = state, environment
        self.port = 0
        self._active: dict[int, tuple[Run, Act, threading.Thread]] = {}
        self._plans: dict[int, Workflow] = {}

    def artifacts(self, run: Run) -> Path:
        return self._artifacts / str(run.id)

    def active(self, number: int) -> Run | None:
        """The run of that number, while it goes on."""
        return self._active[number][0] if number in self._active else None

    def plan(self, run: Run) -> Workflow:
        """The workflow that an active run follows."""
        return self._plans[run.id]

    def workflow(self, run: Run) -> Workflow:
        text = self._bare.file(run.sha, run.path)
        assert text is not None, run.path
        return parse(text, run.path)

    def start(
        self, run: Run, workflow: Workflow | None = None, *, keep: Kept | None = None
    ) -> None:
        """Run in a thread; `keep` names jobs of the last attempt that are left as they are."""
        workflow, kept = workflow or self.workflow(run), keep or {}
        self._plans[run.id] = workflow
        run.jobs = [
            old if old.key in kept else self._job(run, workflow, old.key) for old in run.jobs
        ] or [self._job(run, workflow, key) for key in workflow.jobs]
        run.status, run.conclusion, run.updated_at = "in_progress", None, time.time()
        act = Act(
            self._folder / f"run-{run.id}-{run.attempt}", self._bare.folder, run.sha,
            f"https://github.com/{self._state().full_name}", self._environment(run),
        )  # fmt: skip
        thread = threading.Thread(target=self._follow, args=(run, workflow, act, kept), daemon=True)
        self._active[run.id] = run, act, thread
        thread.start()

    def rerun_failed(self, run: Run) -> None:
        kept = succeeded(run.jobs)
        run.earlier += run.jobs
        run.attempt += 1
        self.start(run, keep=kept)

    def rerun(self, run: Run) -> None:
        run.earlier += run.jobs
        run.attempt += 1
        self.start(run)

    def _job(self, run: Run, workflow: Workflow, key: str) -> Job:
        plan = workflow.jobs[key]
        steps = workflow.document["jobs"][key].get("steps") or []
        listed = [Step(1, "Set up job")]
        listed += [Step(n + 2, name, step_key(n, steps[n])) for n, name in enumerate(plan.steps)]
        listed.append(Step(len(listed) + 1, "Complete job"))
        job = Job(self._state().new_id(), key, plan.name, steps=listed, attempt=run.attempt)
        return job

    def _follow(self, run: Run, workflow: Workflow, act: Act, kept: Kept) -> None:
        recorder = Recorder(run, kept)
        try:
            text = rewrite(workflow.document, kept, self.port)
            act.start(run.event, text, run.payload, self._options(run, workflow))
            for said in act.events():
                recorder.take(said)
                run.updated_at = time.time()
        finally:
            recorder.close(run)
            act.close()
            self._active.pop(run.id, None)

    def _options(self, run: Run, workflow: Workflow) -> list[str]:
        known = {
            "GITHUB_RUN_ID": run.id, "GITHUB_RUN_NUMBER": run.number,
            "GITHUB_RUN_ATTEMPT": run.attempt, "GITHUB_REF": run.ref, "GITHUB_SHA": run.sha,
            "SANDBOX_ARTIFACTS": self.artifacts(run),
        }  # fmt: skip
        options = ["--actor", run.actor, "-s", f"GITHUB_TOKEN={run.token}"]
        for name, value in known.items():
            options += ["--env", f"{name}={value}"]
        for repository in catalogue.local_repositories(workflow.document):
            options += ["--local-repository", repository]
        return options

    def try_out(self, run: Run, text: str) -> str | None:
        """Run `text` as `run` would, outside the repository; a sentence when it fails.

        Raises:
            InvalidWorkflowError, UnknownActionError: the text cannot run at all.
        """
        workflow = parse(text, run.path)
        catalogue.check(workflow.document, text, run.path)
        self.start(run, workflow)
        self._active[run.id][2].join()
        bad = [job.name for job in run.jobs if job.conclusion == "failure"]
        return f"{run.path}: these jobs fail: {', '.join(bad)}" if bad else None

    def settle(self) -> None:
        """Wait for the runs that need nobody; end those that wait for an approval."""
        for _, act, thread in list(self._active.values()):
            while thread.is_alive() and not self._waiting():
                thread.join(0.02)
            act.stop()
            thread.join()

    def _waiting(self) -> bool:
        return any(run.status == "waiting" for run in self._state().runs)

    def close(self) -> None:
        """End every run; returns when no process of theirs is left."""
        for _, act, thread in list(self._active.values()):
            act.stop()
            thread.join()
