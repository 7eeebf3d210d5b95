"""Checks of GitHub: a run publishes, a pull request is checked, a dispatch starts a run."""

from __future__ import annotations

import time

from overrides.hooks.facts import PUBLISH
from overrides.hooks.facts.package_names import normalized
from tests.guide.remedies.on_index import digests, hosts, nothing_new
from tests.guide.remedies.remedy import ACCOUNTS, ENVIRONMENTS, FOR_TESTPYPI, Check, Judge
from tests.sandbox.github.runs import IDLE, Run
from tests.sandbox.sandbox import Sandbox

API = "api.github.com"
#: The limit for a run that is in progress, in seconds.
LIMIT = 120.0


def run_published(index: str, *, only_project: bool = False, own_runs: bool = False) -> Check:
    """The newest run is green, its publishing job ran, and something new is on the index.

    With `only_project`, the index has no other project either. With `own_runs`, the run is the
    newest in which the job for this index is not skipped.
    """
    key = f"publish-{index}" if own_runs else ""

    def begin(sandbox: Sandbox) -> Judge:
        before = digests(sandbox, index).keys()
        return lambda: (
            _unpublished(sandbox, index, set(before), key)
            or (_other_project(sandbox, index) if only_project else None)
        )

    after = (f"setup/{index}.md", ENVIRONMENTS)
    return Check(begin, after, (API, *hosts(index)))


def pull_request_passed() -> Check:
    """The newest run of a pull request is green, and its publishing job is skipped."""

    def begin(sandbox: Sandbox) -> Judge:
        return lambda: _unchecked(sandbox)

    return Check(begin, FOR_TESTPYPI, (API,))


def dispatched() -> Check:
    """A dispatch has started a run that has jobs."""

    def begin(sandbox: Sandbox) -> Judge:
        before = len(sandbox.github.state.runs)

        def judge() -> str | None:
            new = sandbox.github.state.runs[before:]
            started = any(run.event == "workflow_dispatch" and run.jobs for run in new)
            return None if started else "no dispatch has started a run with jobs"

        return judge

    return Check(begin, ACCOUNTS, (API,))


def _unpublished(sandbox: Sandbox, index: str, before: set[str], own: str = "") -> str | None:
    run = _newest(sandbox, own)
    if run is None:
        return f"{PUBLISH} has no run"
    if problem := _not_green(run):
        return problem
    key = f"publish-{index}"
    results = {job.key: job.conclusion for job in run.jobs}
    if results.get(key) != "success":
        return f"the newest run is green, but its job `{key}` is {results.get(key) or 'not there'}"
    if not digests(sandbox, index).keys() - before:
        return nothing_new(index)
    return _unprotected(sandbox, index)


def _unprotected(sandbox: Sandbox, index: str) -> str | None:
    state = sandbox.indexes[index].state
    project = state.project(sandbox.facts.package)
    for publisher in state.publishers.values():
        if project and project.id in publisher.projects and not publisher.environment:
            return "the publisher names no environment, so any job of the workflow may publish"
    return None


def _other_project(sandbox: Sandbox, index: str) -> str | None:
    projects = sandbox.indexes[index].state.projects.values()
    others = [one.name for one in projects if one.normalized != normalized(sandbox.facts.package)]
    return f"the project {others[0]} is still there" if others else None


def _unchecked(sandbox: Sandbox) -> str | None:
    run = _newest(sandbox)
    if run is None or run.event != "pull_request":
        return "the newest run is not of the event `pull_request`"
    publishing = [job for job in run.jobs if job.key.startswith("publish-")]
    ran = [job.key for job in publishing if job.conclusion != "skipped"]
    return _not_green(run) or (f"`{ran[0]}` ran for a pull request" if ran else None)


def _not_green(run: Run) -> str | None:
    if run.conclusion == "success":
        return None
    return f"the newest run ended with `{run.conclusion or run.status}`"


def _has(run: Run, key: str) -> bool:
    return any(job.key == key and job.conclusion != "skipped" for job in run.jobs)


def _newest(sandbox: Sandbox, job: str = "") -> Run | None:
    """The newest run of publish.yml, after it has ended or begun to wait for an approval.

    With `job`, the newest in which that job is not skipped.
    """
    runs = [run for run in sandbox.github.state.runs if run.path == PUBLISH]
    if job:
        runs = [run for run in runs if _has(run, job)]
    if not runs:
        return None
    newest = max(runs, key=lambda run: run.id)
    attempt, deadline = sandbox.github.runner.active(newest.id), time.monotonic() + LIMIT
    while attempt and attempt.alive() and newest.status not in IDLE:
        if time.monotonic() > deadline:
            break
        attempt.join(0.02)
    return newest
