"""Reusable workflows of the same repository: whose jobs run, and under which name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.sandbox.github.workflow import JobPlan, Workflow, parse
from tests.sandbox.runner import action_catalogue

#: Reads a file of the run's commit; None when there is none.
Read = Callable[[str], str | None]


class CalledWorkflows:
    """`files` by path, for every `uses: ./…` of the calling workflow's jobs."""

    def __init__(self, caller: Workflow, read: Read) -> None:
        self.caller = caller
        self.files: dict[str, Workflow] = {}
        for path in _paths(caller).values():
            text = read(path)
            if text is not None:
                self.files[path] = parse(text, path)

    def by_job(self) -> dict[str, Workflow]:
        """The called workflow of each calling job."""
        paths = _paths(self.caller)
        return {key: self.files[path] for key, path in paths.items() if path in self.files}

    def uses(self) -> Iterator[action_catalogue.Use]:
        """Each action that a job of the run uses."""
        for workflow in (self.caller, *self.files.values()):
            yield from action_catalogue.uses(workflow.document)

    def uses_of(self, job: str, path: str) -> list[action_catalogue.Use]:
        """The actions of one job, in its own order."""
        workflow = self.files[path] if path else self.caller
        return [use for use in action_catalogue.uses(workflow.document) if use.job == job]

    def system(self, job: str, path: str) -> str:
        """What the job's runner says it is."""
        return (self.files[path] if path else self.caller).jobs[job].system

    def jobs(self) -> Iterator[tuple[JobPlan, str, str]]:
        """Each job that runs, its shown name, and the called file that defines it ("" = none)."""
        paths = _paths(self.caller)
        for key, plan in self.caller.jobs.items():
            called = self.files.get(paths.get(key, ""))
            if called is None:
                yield plan, plan.name, ""
                continue
            for inner in called.jobs.values():
                yield inner, f"{plan.name} / {inner.name}", called.path

    def may_have_token(self, job: str, path: str) -> bool:
        """A called job has at most what its caller grants (docs: "Reuse workflows")."""
        if not path:
            return self.caller.may_have_token(job)
        callers = [key for key, called in _paths(self.caller).items() if called == path]
        granted = any(self.caller.may_have_token(key) for key in callers)
        return granted and self.files[path].may_have_token(job)


def _paths(workflow: Workflow) -> dict[str, str]:
    """Path of the called file by calling job."""
    called = {key: str(job.get("uses", "")) for key, job in workflow.document["jobs"].items()}
    return {key: uses[2:] for key, uses in called.items() if uses.startswith("./")}
