"""Starts, re-runs and ends workflow runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.confinement.programs import Programs
from tests.sandbox.github import start_up
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.refusals import Listener, Refused
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.runner import action_catalogue
from tests.sandbox.runner.act import Act
from tests.sandbox.runner.act_workflow import succeeded
from tests.sandbox.runner.attempt import Attempt, Kept
from tests.sandbox.runner.reusable_workflows import CalledWorkflows


class Runner:
    """`environment` returns the variables of a job's runner machine, as GitHub sets them."""

    def __init__(
        self,
        folder: Path,
        artifacts: Path,
        bare: Bare,
        state: Callable[[], State],
        environment: Callable[[Run], Mapping[str, str]],
        refused: Listener,
        errors: ServiceErrors,
    ) -> None:
        self._folder, self._artifacts, self._bare = folder, artifacts, bare
        self._state, self._environment, self._refused = state, environment, refused
        self._errors = errors
        #: The port on loopback of the job service; 0 until the network is open.
        self.port = 0
        #: Starts act, with what its jobs may use; set when the network is open.
        self.programs: Programs | None = None
        self._active: dict[int, Attempt] = {}

    def artifacts(self, run: Run) -> Path:
        return self._artifacts / str(run.id)

    def active(self, run_id: int) -> Attempt | None:
        """The attempt of the run that is in progress, None if there is none."""
        return self._active.get(run_id)

    def _workflow(self, run: Run) -> Workflow:
        text = self._bare.file(run.sha, run.path)
        assert text is not None, f"{run.path}: not in commit {run.sha}"
        return parse(text, run.path)

    def start(
        self,
        run: Run,
        workflow: Workflow | None = None,
        *,
        keep: Kept | None = None,
        thorough: bool = False,
    ) -> None:
        """Run in a thread; jobs in `keep` are copied from the last attempt.

        `thorough`: also report what its jobs may not read, for a workflow of somebody else.
        A run that GitHub refuses to start is completed at once and has no jobs.
        """
        plan = CalledWorkflows(
            workflow or self._workflow(run), lambda path: self._bare.file(run.sha, path)
        )
        try:
            self._check(run, plan)
        except Refused as refusal:
            return self._refuse(run, refusal)
        attempt = Attempt(run, plan, keep or {}, self._errors)
        attempt.list_jobs(self._state())
        assert self.programs is not None, "the sandbox is not open"
        programs = self.programs.thorough() if thorough else self.programs
        act = Act(
            programs, self._folder / f"run-{run.id}-{run.attempt}", self._bare.folder, run.sha,
            f"https://github.com/{self._state().full_name}", self._environment(run),
        )  # fmt: skip
        self._active[run.id] = attempt
        attempt.start(act, self.port, self.artifacts(run), lambda: self._deactivate(attempt))

    def _refuse(self, run: Run, refusal: Refused) -> None:
        run.problem, run.conclusion = refusal.report_to(self._refused), refusal.refusal.conclusion
        run.jobs, run.status, run.updated_at = [], "completed", time.time()

    def _check(self, run: Run, plan: CalledWorkflows) -> None:
        """Raises Refused when the run may not start."""
        start_up.check_nested(plan.caller, plan.by_job(), self._state().full_name, run.sha)
        start_up.check_actions(self._state(), (use.action for use in plan.uses()))

    def _deactivate(self, attempt: Attempt) -> None:
        if self._active.get(attempt.run.id) is attempt:
            del self._active[attempt.run.id]

    def rerun_failed(self, run: Run) -> None:
        self._start_again(run, succeeded(run.jobs))

    def rerun(self, run: Run) -> None:
        self._start_again(run, {})

    def _start_again(self, run: Run, kept: Kept) -> None:
        run.earlier += run.jobs
        run.attempt += 1
        self.start(run, keep=kept)

    def try_out(self, run: Run, text: str, *, seconds: float = 120) -> str | None:
        """Run the workflow `text`, which is not in the repository, in place of `run`'s file.

        Returns None for success, else a sentence with the cause.

        Raises:
            InvalidWorkflowError, UnknownActionError: the workflow cannot be started.
        """
        workflow = parse(text, run.path)
        action_catalogue.check(workflow)
        self.start(run, workflow, thorough=True)
        if attempt := self.active(run.id):
            attempt.join(seconds)
            if attempt.alive():
                attempt.stop()
                return f"{run.path}: the run was ended after {seconds:g} seconds"
        if run.problem:
            return f"{run.path}: {run.problem}"
        failed = [job.name for job in run.jobs if job.conclusion == "failure"]
        return f"{run.path}: these jobs fail: {', '.join(failed)}" if failed else None

    def settle(self, *, seconds: float = 120) -> None:
        """Wait for the active runs; end those that wait for an approval, or at the time limit."""
        deadline = time.monotonic() + seconds
        for attempt in list(self._active.values()):
            while (
                attempt.alive() and attempt.run.status != "waiting" and time.monotonic() < deadline
            ):
                attempt.join(0.02)
            attempt.stop()

    def close(self) -> None:
        """End every run; returns when their processes have ended."""
        for attempt in list(self._active.values()):
            attempt.stop()
