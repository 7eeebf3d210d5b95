"""The environment of the guide's pages: one sandbox per process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.evaluate.environment import EnvironmentProblem, InjectedFault

#: The key of the state before any page.
INITIAL = "initial"


class SandboxEnvironment:
    """Adapts the sandbox to the harness's interface.

    The modules of the sandbox are imported in its methods: only a process that runs pages needs
    them.
    """

    def __init__(self) -> None:
        from tests.sandbox.github import api_description
        from tests.sandbox.preconditions import PROBLEMS
        from tests.sandbox.sandbox import Sandbox

        try:
            self.sandbox = Sandbox(prepared=False, check_response=api_description.problem_with)
        except PROBLEMS as problem:
            raise EnvironmentProblem(str(problem)) from None
        api_description.load()
        self.sandbox.save(INITIAL)
        self.programs = self.sandbox.programs

    @property
    def folder(self) -> Path:
        """The reader's clone; the folder for it, while the first page has not made it."""
        clone = self.sandbox.folder
        return clone if clone.is_dir() else clone.parent

    @property
    def variables(self) -> Mapping[str, str]:
        return self.sandbox.environment

    def answer(self, prompt: str) -> str | None:
        return self.sandbox.answer(prompt)

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        from tests.sandbox.workstation.browser import FieldLeftOutError, NoSuchFieldError

        try:
            return "; ".join(self.sandbox.browser.submit(url, fields)) or None
        except (FieldLeftOutError, NoSuchFieldError) as error:
            return str(error)

    def inject_fault(self, name: str) -> InjectedFault:
        from tests.guide.faults import FAULTS
        from tests.guide.remedies.remedy import remedy_of

        if name not in FAULTS:
            known = ", ".join(sorted(FAULTS))
            raise ValueError(f"no fault is called {name!r}; known are {known}")
        remedy = remedy_of(FAULTS[name])
        if remedy is None:
            raise ValueError(f"the fault {name!r} has no check that it is mended: @mended_by(…)")
        try:
            FAULTS[name](self.sandbox)
        except (ValueError, LookupError) as error:
            needed = list(remedy.after)
            raise ValueError(
                f"the fault {name!r} needs the state after {needed}: {error}"
            ) from None
        judge = remedy.check.begin(self.sandbox)
        told = remedy.told_by(self.sandbox.facts)
        return InjectedFault(judge, remedy.after, told, remedy.check.places)

    def records_refusal(self, symptom: str, message: str) -> bool:
        from tests.guide.service_messages import is_recorded

        return is_recorded(symptom, message)

    def requested_hosts(self) -> list[str]:
        return self.sandbox.network.requested_hosts()

    def refusals(self) -> list[str]:
        return self.sandbox.refusals()

    def blocked_hosts(self) -> list[str]:
        return self.sandbox.blocked_hosts()

    def refused_accesses(self) -> list[str]:
        return self.sandbox.refused_accesses()

    def service_errors(self) -> list[str]:
        return self.sandbox.service_errors()

    def secrets(self) -> list[str]:
        return self.sandbox.secrets()

    def run_workflow(self, text: str, path: Path) -> str | None:
        return self.sandbox.github.try_workflow(text, str(path))

    def save(self, key: str) -> None:
        self.sandbox.save(key)

    def restore(self, key: str) -> bool:
        return self.sandbox.restore(key)

    def reset(self) -> None:
        self.sandbox.restore(INITIAL)

    def close(self) -> None:
        self.sandbox.close()
