"""Starts, re-runs and ends workflow runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.confinement.programs import Programs
from tests.sandbox.github import start_up
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.concurrency import group
from tests.sandbox.github.refusals import Listener, Refused
from tests.sandbox.github.runs import IDLE, Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.runner.act import Act
from tests.sandbox.runner.act_workflow import succeeded
from tests.sandbox.runner.attempt import Attempt, Kept
from tests.sandbox.runner.guest import Guest
from tests.sandbox.runner.reusable_workflows import CalledWorkflows
from tests.sandbox.runner.run_queue import RunQueue


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
        #: What is done otherwise for somebody else's workflow.
        self.guest = Guest()
        self._active: dict[int, Attempt] = {}
        self._queue = RunQueue()

    def artifacts(self, run: Run) -> Path:
        return self._artifacts / str(run.id)

    def active(self, run_id: int) -> Attempt | None:
        """The attempt that is in progress, if any."""
        return self._active.get(run_id)

    def _workflow(self, run: Run) -> Workflow:
        text = self._file(run, run.path)
        assert text is not None, f"{run.path}: not in commit {run.sha}"
        return parse(text, run.path)

    def _file(self, run: Run, path: str) -> str | None:
        text = self._bare.file(run.sha, path)
        return None if text is None else self.guest.edit(path, text)

    def start(self, run: Run, *, keep: Kept | None = None) -> None:
        """Run in a thread, when the concurrency group is free; keep the jobs in `keep`.

        A run that GitHub refuses to start is completed at once and has no jobs.
        """
        workflow, jobs = self._workflow(run), run.jobs
        found = group(workflow, run, self._state().full_name)

        def begin() -> None:
            run.jobs = jobs
            self.begin(run, workflow, keep or {})

        if found is None:
            return begin()
        cancelled = self._queue.enter(run, found, begin)
        if cancelled and (attempt := self.active(cancelled.id)):
            attempt.stop()

    def begin(self, run: Run, workflow: Workflow, keep: Kept, *, thorough: bool = False) -> None:
        """Run at once in a thread; `thorough`: report what jobs may not read, too."""
        plan = CalledWorkflows(workflow, lambda path: self._file(run, path))
        try:
            self._check(run, plan)
        except Refused as refusal:
            self._refuse(run, refusal)
            return self._queue.leave(run)
        attempt = Attempt(run, plan, keep, self._errors, self.guest)
        attempt.list_jobs(self._state())
        assert self.programs is not None, "the sandbox is not open"
        programs = self.programs.thorough() if thorough else self.programs
        act = Act(
            programs, self._folder / f"run-{run.id}-{run.attempt}", self._bare.folder, run.sha,
            f"https://github.com/{self._state().full_name}", self._environment(run),
        )  # fmt: skip
        self._active[run.id] = attempt
        done, ended = lambda: self._deactivate(attempt), lambda: self._queue.leave(run)
        attempt.start(act, self.port, self.artifacts(run), done, ended)

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
        run.earlier, run.attempt = run.earlier + run.jobs, run.attempt + 1
        run.reviews.clear()  # Each attempt waits for an approval of its own.
        self.start(run, keep=kept)

    def cancel(self, run: Run) -> None:
        """End it, or take it out of the queue."""
        attempt = self.active(run.id)
        attempt.stop() if attempt else self._queue.withdraw(run)

    def settle(self, *, seconds: float = 120) -> None:
        """Wait for the active runs; end those that wait for somebody, or at the time limit."""
        deadline = time.monotonic() + seconds
        # A run that has left the queue is active: so the queue is asked first.
        while (self._queue.advances() or self._busy()) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.close()

    def _busy(self) -> bool:
        active = list(self._active.values())
        return any(each.alive() and each.run.status not in IDLE for each in active)

    def close(self) -> None:
        """End every run and its processes."""
        self._queue.clear()
        for attempt in list(self._active.values()):
            attempt.stop()
