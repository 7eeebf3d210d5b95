"""One attempt of a workflow run: its jobs as GitHub lists them, and the thread that runs act."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.sandbox.github.new_run import new_token
from tests.sandbox.github.runs import Job, Run, Step
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import JobPlan, step_name
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.runner import action_catalogue, job_token, unavailable
from tests.sandbox.runner.act import Act
from tests.sandbox.runner.act_workflow import rewrite, step_key
from tests.sandbox.runner.guest import Guest
from tests.sandbox.runner.reusable_workflows import CalledWorkflows
from tests.sandbox.runner.run_record import Recorder
from tests.sandbox.runner.runner_labels import labels_of

#: Jobs that an attempt keeps from the attempt before: outputs by job key.
Kept = Mapping[str, Mapping[str, str]]

#: The limit for the end of a run whose processes were killed.
END_SECONDS = 30.0


class Attempt:
    """`plan` has the run's jobs; those in `kept` are not run again.

    An exception in the thread is recorded in `errors`; the run is completed nevertheless.
    """

    def __init__(
        self, run: Run, plan: CalledWorkflows, kept: Kept, errors: ServiceErrors, guest: Guest
    ) -> None:
        self.run, self.plan, self._kept, self._errors = run, plan, kept, errors
        self.guest = guest
        self._thread: threading.Thread | None = None
        self._stopped = False

    def list_jobs(self, state: State) -> None:
        """Set the run's jobs, in the order of the workflow files."""
        self._new_id, before = state.new_id, list(self.run.jobs)
        self.run.jobs = []
        for plan, name, path, caller in self.plan.jobs():
            kept = [job for job in before if job.key == plan.key and plan.key in self._kept]
            self.run.jobs += kept or [self._job(state, plan, name, path, caller)]
        self.run.status, self.run.conclusion = "in_progress", None
        self.run.updated_at = time.time()

    def _job(self, state: State, plan: JobPlan, name: str, path: str, caller: str) -> Job:
        document = (self.plan.files[path] if path else self.plan.caller).document
        steps = unavailable.steps(document["jobs"][plan.key])
        listed = [Step(1, "Set up job")]
        listed += [
            Step(n + 2, title, step_key(n, steps[n]), "uses" in steps[n])
            for n, title in enumerate(map(step_name, steps))
        ]
        listed.append(Step(len(listed) + 1, "Complete job"))
        return Job(
            state.new_id(), plan.key, name, steps=listed, attempt=self.run.attempt, path=path,
            token=new_token(state), permissions=self.plan.permissions(plan.key, path),
            labels=labels_of(document["jobs"][plan.key].get("runs-on")), caller=caller,
        )  # fmt: skip

    def start(
        self, act: Act, port: int, artifacts: Path, done: Callable[[], None],
        ended: Callable[[], None],
    ) -> None:  # fmt: skip
        """Run act in a thread; call `done` without its processes, `ended` after the run is over."""
        self._act = act
        arguments = (port, artifacts, done, ended)
        self._thread = threading.Thread(target=self._follow, args=arguments, daemon=True)
        self._thread.start()

    def _follow(
        self, port: int, artifacts: Path, done: Callable[[], None], ended: Callable[[], None]
    ) -> None:
        recorder, broken = Recorder(self.run, self._kept, self._new_id), False
        try:
            for path, called in self.plan.files.items():
                document = {**called.document, "name": self.run.name}  # `github.workflow` there
                self._act.write(path, rewrite(document, {}, port, self._secrets(path), path))
            text = rewrite(self.plan.caller.document, self._kept, port, self._secrets(""))
            self._act.start(self.run.event, text, self.run.payload, self._options(artifacts))
            for message in self._act.messages():
                recorder.record(message)
                self.run.updated_at = time.time()
            recorder.check()
        except Exception as error:
            broken = True
            self._errors.record(f"the run of {self.run.path}", error)
        finally:
            # A client may re-run a run as soon as it is completed, so act must be closed first.
            self._act.close()
            done()
            recorder.close(self.run, "failure" if broken else "cancelled" if self._stopped else "")
            ended()

    def _secrets(self, path: str) -> dict[str, str]:
        """By job key; `path` is that of the jobs' workflow if it is a called one."""
        return {job.key: job_token.secret(job) for job in self.run.jobs if job.path == path}

    def _options(self, artifacts: Path) -> list[str]:
        run = self.run
        variables = {
            "GITHUB_RUN_ID": run.id, "GITHUB_RUN_NUMBER": run.number,
            "GITHUB_RUN_ATTEMPT": run.attempt, "GITHUB_REF": run.ref, "GITHUB_SHA": run.sha,
            "SANDBOX_ARTIFACTS": artifacts,
        }  # fmt: skip
        options = ["--actor", run.actor]
        for job in run.jobs:
            options += ["-s", f"{job_token.secret(job)}={job.token}"]
        options += [f"--secret={name}={value}" for name, value in self.guest.secrets.items()]
        for repository in self.guest.repositories:
            options += ["--local-repository", repository]
        for name, value in variables.items():
            options += ["--env", f"{name}={value}"]
        for workflow in (self.plan.caller, *self.plan.files.values()):
            for repository in action_catalogue.local_repositories(workflow.document):
                options += ["--local-repository", repository]
        return options

    def alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def join(self, seconds: float) -> None:
        if self._thread is not None:
            self._thread.join(seconds)

    def stop(self, seconds: float = END_SECONDS) -> None:
        """Cancel the run; returns when act's processes have ended and the run is completed.

        Raises TimeoutError when the run is not completed in time.
        """
        self._stopped, deadline = True, time.monotonic() + seconds
        self._act.stop()
        self.join(0.1)
        while self.alive() and time.monotonic() < deadline:
            self._act.stop()  # The thread may have started act after the last call.
            self.join(0.1)
        if self.alive():
            path = self.run.path
            raise TimeoutError(f"{path}: the run did not end within {seconds:g} seconds")
