"""One attempt of one run: its jobs as GitHub lists them, and act at work on them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.sandbox.github.runs import Job, Run, Step
from tests.sandbox.github.workflow import JobPlan
from tests.sandbox.runner import action_catalogue
from tests.sandbox.runner.act import Act
from tests.sandbox.runner.act_workflow import rewrite, step_key
from tests.sandbox.runner.reusable_workflows import CalledWorkflows
from tests.sandbox.runner.run_record import Recorder

#: Outputs by job key: what a later attempt keeps of an earlier one.
Kept = Mapping[str, Mapping[str, str]]


#: Labels besides `ubuntu-latest`.
_OTHERS = ("macos-latest", "windows-latest")


class Attempt:
    """Made when the run begins; `kept` names jobs of the last attempt that are left as they are."""

    def __init__(self, run: Run, plan: CalledWorkflows, kept: Kept) -> None:
        self.run, self.plan, self._kept = run, plan, kept
        self._thread: threading.Thread | None = None

    def list_jobs(self, new_id: Callable[[], int]) -> None:
        """The run's jobs, in the files' order."""
        before = {job.key: job for job in self.run.jobs}
        self.run.jobs = [
            before[plan.key] if plan.key in self._kept else self._job(new_id(), plan, name, path)
            for plan, name, path in self.plan.jobs()
        ]
        self.run.status, self.run.conclusion = "in_progress", None
        self.run.updated_at = time.time()

    def _job(self, number: int, plan: JobPlan, name: str, path: str) -> Job:
        document = (self.plan.files[path] if path else self.plan.caller).document
        steps = document["jobs"][plan.key].get("steps") or []
        listed = [Step(1, "Set up job")]
        listed += [Step(n + 2, title, step_key(n, steps[n])) for n, title in enumerate(plan.steps)]
        listed.append(Step(len(listed) + 1, "Complete job"))
        return Job(number, plan.key, name, steps=listed, attempt=self.run.attempt, path=path)

    def start(self, act: Act, port: int, artifacts: Path, done: Callable[[], None]) -> None:
        """Let act work in a thread; `done` is called when nothing of it is left."""
        self._act = act
        arguments = (port, artifacts, done)
        self._thread = threading.Thread(target=self._follow, args=arguments, daemon=True)
        self._thread.start()

    def _follow(self, port: int, artifacts: Path, done: Callable[[], None]) -> None:
        recorder = Recorder(self.run, self._kept)
        try:
            for path, called in self.plan.files.items():
                self._act.write(path, rewrite(called.document, {}, port))
            text = rewrite(self.plan.caller.document, self._kept, port)
            self._act.start(self.run.event, text, self.run.payload, self._options(artifacts))
            for said in self._act.events():
                recorder.take(said)
                self.run.updated_at = time.time()
        finally:
            # A completed run may be run again at once: nothing of this attempt may be left then.
            self._act.close()
            done()
            recorder.close(self.run)

    def _options(self, artifacts: Path) -> list[str]:
        run = self.run
        known = {
            "GITHUB_RUN_ID": run.id, "GITHUB_RUN_NUMBER": run.number,
            "GITHUB_RUN_ATTEMPT": run.attempt, "GITHUB_REF": run.ref, "GITHUB_SHA": run.sha,
            "SANDBOX_ARTIFACTS": artifacts,
        }  # fmt: skip
        # Every runner is this machine; the gate tells a job what it would be at GitHub.
        options = [f"--platform={label}=-self-hosted" for label in _OTHERS]
        options += ["--actor", run.actor, "-s", f"GITHUB_TOKEN={run.token}"]
        for name, value in known.items():
            options += ["--env", f"{name}={value}"]
        for workflow in (self.plan.caller, *self.plan.files.values()):
            for repository in action_catalogue.local_repositories(workflow.document):
                options += ["--local-repository", repository]
        return options

    def alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def join(self, seconds: float | None = None) -> None:
        if self._thread is not None:
            self._thread.join(seconds)

    def stop(self) -> None:
        """End it; returns when no process is left."""
        self._act.stop()
        self.join()
