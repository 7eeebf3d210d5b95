"""Which jobs of a workflow run here, which do not, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tests.preflight import absent_files, left_out, platforms
from tests.preflight.conditions import needed, step_may_start
from tests.preflight.givers import givers
from tests.preflight.left_out import Assumed
from tests.preflight.plan import Plan
from tests.preflight.problem import PreflightError
from tests.preflight.report import NotRun
from tests.preflight.static.steps import called_file, local, steps
from tests.preflight.target import Target
from tests.preflight.ways import Start
from tests.sandbox.github.workflow import Workflow

#: Commands of tests and of checks of the sources: they take long, and need what no release needs.
#: A longer name, such as that of a plugin, is none of them.
_TESTS = re.compile(
    r"(?<![\w.-])(pytest|tox|nox|unittest|coverage|mypy|pyright|ruff|flake8|pylint|black|pre-commit"
    r"|npm|npx|yarn|pnpm|cargo (test|clippy)|go test|mkdocs|sphinx-build|docker|hatch (run|test)"
    r"|make)(?![\w-]|\.\w)"
)
#: Commands that change the runner itself, which no job may do here.
_CHANGES = re.compile(r"\b(sudo|apt-get|brew) ")


def select(target: Target, start: Start, assumed: Assumed) -> Plan:
    """The publishing jobs and what they need, without tests that hand nothing on.

    Raises:
        PreflightError: what is assumed is about no step and no job.
    """
    _check(target, start.workflow, assumed)
    plan = Plan(target, start, assumed)
    publishing = [job.job for job in start.jobs]
    giving = givers(target, start.workflow, publishing)
    chain = needed(start.workflow, set(publishing))
    for job in chain:
        _place(plan, job, gives=job in giving)
    plan.not_run += [
        NotRun(f"the job `{job}`", "publishing does not need it")
        for job in start.workflow.jobs
        if job not in chain
    ]
    plan.not_run = [_settled(each, assumed) for each in plan.not_run]
    return plan


def _check(target: Target, workflow: Workflow, assumed: Assumed) -> None:
    bodies = [step.body for step in steps(target.copy, workflow)]
    for name in assumed:
        if name not in workflow.jobs and not any(left_out.is_meant(b, name) for b in bodies):
            raise PreflightError(f"--assume {name}: {workflow.path} has no such step or job")


def _place(plan: Plan, job: str, *, gives: bool) -> None:
    workflow, name = plan.start.workflow, f"the job `{job}`"
    if unable := _unable(workflow, job):
        option = f"--assume {job}" if gives else None
        plan.not_run.append(NotRun(name, unable, gives, option, job))
        plan.idle.append(job)
    elif not gives and (kind := _dispensable(plan.target, workflow, job)):
        plan.not_run.append(NotRun(name, f"it {kind}, and hands nothing on to publishing"))
        plan.idle.append(job)
    else:
        plan.run.append(job)
        found = _left_out(plan, workflow, job, gives=gives)
        plan.not_run += [replace(each, job=job) for each in found]


def _dispensable(target: Target, workflow: Workflow, job: str) -> str | None:
    """What a job does that is not run where publishing gets nothing from it."""
    run = "\n".join(step.run for step in steps(target.copy, workflow, job))
    if _TESTS.search(run):
        return "is a test"
    return "changes the runner" if _CHANGES.search(run) else None


def _settled(found: NotRun, assumed: Assumed) -> NotRun:
    """What the caller assumes to succeed no longer matters, and is still listed."""
    if not found.matters or str(found.option).removeprefix("--assume ") not in assumed:
        return found
    return replace(found, why=f"{found.why}; that it succeeds is assumed", matters=False)


def _unable(workflow: Workflow, job: str) -> str | None:
    """Why nothing of a job can run here."""
    body = workflow.document["jobs"][job]
    uses = str(body.get("uses") or "")
    if uses and local(uses) is None:
        return f"it calls {uses}, a workflow of another repository"
    here, others = platforms.split(body)
    return None if here else f"it runs on {_listed(others)}"


def _listed(systems: list[str]) -> str:
    return ", ".join(dict.fromkeys(systems))


def _left_out(plan: Plan, workflow: Workflow, job: str, *, gives: bool) -> Iterator[NotRun]:
    body = workflow.document["jobs"][job]
    called = called_file(plan.target.copy, workflow, job)
    if called is not None and called.path != workflow.path:
        for inner in called.jobs:
            yield from _left_out(plan, called, inner, gives=gives)
        return
    _, others = platforms.split(body)
    if others:
        legs = "1 leg" if len(others) == 1 else f"{len(others)} legs"
        option = f"--assume {job}" if gives else None
        yield NotRun(f"{legs} of the job `{job}`", f"on {_listed(others)}", gives, option)
    if body.get("container"):
        yield NotRun(f"the container of the job `{job}`", "no image is fetched")
    last, every = plan.last(workflow.path, job), list(body.get("steps") or ())
    wanted = {**body, "steps": [step for n, step in enumerate(every) if n <= last]}
    yield from absent_files.notes(plan.target.copy, job, wanted["steps"])
    for number, step in enumerate(every):
        if number > last:
            name = step.get("name") or step.get("uses") or "a step"
            yield NotRun(f"`{name}` in the job `{job}`", "it follows publishing")
        elif not step_may_start(plan.target, plan.start.workflow, step, plan.start.trigger):
            continue
        elif found := left_out.reason(step, plan.assumed, wanted):
            yield left_out.note(job, step, found, gives=gives)
