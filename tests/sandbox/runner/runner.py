"""Starts and re-runs workflow runs, and ends what is left of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.sandbox.github import start_up
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.refusals import Listener, Refused
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.runner import action_catalogue
from tests.sandbox.runner.act import Act
from tests.sandbox.runner.act_workflow import succeeded
from tests.sandbox.runner.attempt import Attempt, Kept
from tests.sandbox.runner.reusable_workflows import CalledWorkflows


class Runner:
    """One per sandbox; `environment` is what a fresh runner machine offers to a job."""

    def __init__(
        self,
        folder: Path,
        artifacts: Path,
        bare: Bare,
        state: Callable[[], State],
        environment: Callable[[Run], Mapping[str, str]],
        refused: Listener,
    ) -> None:
        self._folder, self._artifacts, self._bare = folder, artifacts, bare
        self._state, self._environment, self._refused = state, environment, refused
        self.port = 0
        self._active: dict[int, Attempt] = {}

    def artifacts(self, run: Run) -> Path:
        return self._artifacts / str(run.id)

    def active(self, number: int) -> Attempt | None:
        """The attempt of the run of that number, while it goes on."""
        return self._active.get(number)

    def _workflow(self, run: Run) -> Workflow:
        text = self._bare.file(run.sha, run.path)
        assert text is not None, run.path
        return parse(text, run.path)

    def start(
        self, run: Run, workflow: Workflow | None = None, *, keep: Kept | None = None
    ) -> None:
        """Run in a thread; `keep` names jobs of the last attempt that are left as they are.

        A run that GitHub does not let begin ends at once, without a job.
        """
        plan = CalledWorkflows(
            workflow or self._workflow(run), lambda path: self._bare.file(run.sha, path)
        )
        try:
            self._check(run, plan)
        except Refused as refusal:
            return self._end(run, refusal)
        attempt = Attempt(run, plan, keep or {})
        attempt.list_jobs(self._state().new_id)
        act = Act(
            self._folder / f"run-{run.id}-{run.attempt}", self._bare.folder, run.sha,
            f"https://github.com/{self._state().full_name}", self._environment(run),
        )  # fmt: skip
        self._active[run.id] = attempt
        attempt.start(act, self.port, self.artifacts(run), lambda: self._forget(attempt))

    def _end(self, run: Run, refusal: Refused) -> None:
        run.problem, run.conclusion = refusal.tell(self._refused), refusal.refusal.conclusion
        run.jobs, run.status, run.updated_at = [], "completed", time.time()

    def _check(self, run: Run, plan: CalledWorkflows) -> None:
        """Raises Refused when the run may not begin."""
        start_up.check_nested(plan.caller, plan.by_job(), self._state().full_name, run.sha)
        start_up.check_actions(self._state(), (use.action for use in plan.uses()))

    def _forget(self, attempt: Attempt) -> None:
        if self._active.get(attempt.run.id) is attempt:
            del self._active[attempt.run.id]

    def rerun_failed(self, run: Run) -> None:
        self._again(run, succeeded(run.jobs))

    def rerun(self, run: Run) -> None:
        self._again(run, {})

    def _again(self, run: Run, kept: Kept) -> None:
        run.earlier += run.jobs
        run.attempt += 1
        self.start(run, keep=kept)

    def try_out(self, run: Run, text: str) -> str | None:
        """Run `text` as `run` would, outside the repository; a sentence when it fails.

        Raises:
            InvalidWorkflowError, UnknownActionError: the text cannot run at all.
        """
        workflow = parse(text, run.path)
        action_catalogue.check(workflow)
        self.start(run, workflow)
        if attempt := self.active(run.id):
            attempt.join()
        if run.problem:
            return f"{run.path}: {run.problem}"
        bad = [job.name for job in run.jobs if job.conclusion == "failure"]
        return f"{run.path}: these jobs fail: {', '.join(bad)}" if bad else None

    def settle(self) -> None:
        """Wait for the runs that need nobody; end those that wait for an approval."""
        for attempt in list(self._active.values()):
            while attempt.alive() and attempt.run.status != "waiting":
                attempt.join(0.02)
            attempt.stop()

    def close(self) -> None:
        """End every run; returns when no process of theirs is left."""
        for attempt in list(self._active.values()):
            attempt.stop()
