"""Reusable workflows of the same repository: a run's jobs, their names and their actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from overrides.hooks.facts.permissions import levels
from tests.sandbox.github.workflow import JobPlan, Workflow, parse
from tests.sandbox.runner import action_catalogue

_LEVELS = ("none", "read", "write")
#: Returns the text of a file in the run's commit, None if the commit has no such file.
Read = Callable[[str], str | None]


class CalledWorkflows:
    """`caller` and, by path, the `files` that its jobs call with `uses: ./PATH`."""

    def __init__(self, caller: Workflow, read: Read) -> None:
        self.caller = caller
        self.files: dict[str, Workflow] = {}
        for path in _paths(caller).values():
            text = read(path)
            if text is not None:
                self.files[path] = parse(text, path)

    def by_job(self) -> dict[str, Workflow]:
        """The called workflow by the key of the calling job."""
        paths = _paths(self.caller)
        return {key: self.files[path] for key, path in paths.items() if path in self.files}

    def uses(self) -> Iterator[action_catalogue.Use]:
        for workflow in (self.caller, *self.files.values()):
            yield from action_catalogue.uses(workflow.document)

    def uses_of(self, job: str, path: str) -> list[action_catalogue.Use]:
        """The actions of one job, in the order of its steps."""
        return [use for use in action_catalogue.uses(self._file(path).document) if use.job == job]

    def _file(self, path: str) -> Workflow:
        return self.files[path] if path else self.caller

    def jobs(self) -> Iterator[tuple[JobPlan, str, str, str]]:
        """Each job that runs, its displayed name, the called file and its caller, "" if none."""
        paths = _paths(self.caller)
        for key, plan in self.caller.jobs.items():
            called = self.files.get(paths.get(key, ""))
            if called is None:
                yield plan, plan.name, "", ""
                continue
            for inner in called.jobs.values():
                yield inner, f"{plan.name} / {inner.name}", called.path, key

    def permissions(self, job: str, path: str) -> dict[str, str]:
        """The level by scope; a called job has at most its caller's (docs: "Reuse workflows")."""
        return {scope: self._level(job, path, scope) for scope in levels()}

    def _level(self, job: str, path: str, scope: str) -> str:
        if not path:
            return self.caller.level(job, scope)
        callers = [key for key, called in _paths(self.caller).items() if called == path]
        granted = max((self.caller.level(key, scope) for key in callers), key=_LEVELS.index)
        return min(granted, self.files[path].level(job, scope), key=_LEVELS.index)


def _paths(workflow: Workflow) -> dict[str, str]:
    """The path of the called file by the key of the calling job."""
    called = {key: str(job.get("uses", "")) for key, job in workflow.document["jobs"].items()}
    return {key: uses[2:] for key, uses in called.items() if uses.startswith("./")}
