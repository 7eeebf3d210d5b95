"""Starts the workflow as its event does at GitHub."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from tests.preflight import client_words, upstream
from tests.preflight.follow import Limits, follow
from tests.preflight.plan import Plan
from tests.preflight.report import NotRun
from tests.preflight.ways import Start
from tests.sandbox.github import dispatch, json_releases, workflow_filters
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Release
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN

#: The activity types of a release that is published, the likeliest first.
_ACTIONS = ("published", "released", "created", "prereleased")


class NotStartedError(Exception):
    """GitHub starts no run for the event; the message says why."""


def start(sandbox: Sandbox, plan: Plan, limits: Limits) -> Run:
    """The run; `limits` are those of a workflow that comes before it.

    Raises:
        NotStartedError: the filters of the workflow do not admit the event.
        Refused: GitHub refuses the dispatch.
    """
    chosen = plan.start
    bare, github, path = sandbox.github.bare, sandbox.github, chosen.workflow.path
    branch = _branch(sandbox, plan)
    if chosen.event in ("release", "tag"):
        ref = f"refs/tags/{chosen.tag}"
        bare.create_tag(str(chosen.tag), bare.commit(branch) or "")
        if chosen.event == "release":
            return github.begin(path, "release", ref, _release(sandbox, chosen))
        _check(chosen, ref)
        return github.begin(path, "push", ref, {})
    if chosen.event == "dispatch":
        inputs = dispatch.accepted_inputs(chosen.workflow, chosen.inputs)
        if chosen.tag:
            bare.create_tag(chosen.tag, bare.commit(branch) or "")
            branch = f"refs/tags/{chosen.tag}"
        return github.begin(path, "workflow_dispatch", branch, {"inputs": inputs})
    if chosen.event == "workflow_run":
        detail = _workflow_run(sandbox, plan, branch, limits)
        return github.begin(path, chosen.event, branch, detail)
    if chosen.event == "push":
        _check(chosen, branch)
    return github.begin(path, chosen.event, branch, {})


def _branch(sandbox: Sandbox, plan: Plan) -> str:
    """The ref of the branch, which has the commit that is tried, as a person would push it."""
    default, named = f"refs/heads/{plan.target.branch}", plan.start.branch
    if named is None:
        return default
    sandbox.github.bare.git("update-ref", f"refs/heads/{named}", default)
    return f"refs/heads/{named}"


def _workflow_run(sandbox: Sandbox, plan: Plan, branch: str, limits: Limits) -> Mapping[str, Any]:
    """Run the jobs of the workflow before that keep files."""
    before = upstream.workflow(plan.target, plan.start)
    jobs = upstream.jobs(plan.target, before) if before else []
    if before is None or not jobs:
        plan.not_run.append(NotRun("the workflow before", "none here keeps files", matters=True))
        return {"workflow_run": {"conclusion": "success"}}
    plan.before[before.path] = jobs
    run = sandbox.github.begin(before.path, "push", branch, {})
    late = follow(sandbox, run, limits, lambda line: None)
    if late or run.conclusion != "success":
        failed = next((job for job in run.jobs if job.conclusion == "failure"), None)
        said = client_words.errors(client_words.lines(failed)) if failed else []
        failure = f"it failed here: {said[0] if said else run.problem or 'without words'}"
        why = late.why if late else failure
        plan.not_run.append(NotRun(f"the workflow {before.path}", why, matters=True))
    run.conclusion = "success"
    return upstream.payload(sandbox.github.state, run)


def _check(chosen: Start, ref: str) -> None:
    rule = chosen.workflow.triggers.get("push") or {}
    if not workflow_filters.admits(rule, ref, lambda: ("pyproject.toml",)):
        kind, name = ref.split("/", 2)[1:]
        words = "tag" if kind == "tags" else "branch"
        filters = ", ".join(f"{key}: {rule[key]}" for key in rule)
        raise NotStartedError(f"the {words} {name} starts no run: `on: push` has {filters}")


def _release(sandbox: Sandbox, chosen: Start) -> dict[str, Any]:
    rule = chosen.workflow.triggers.get("release") or {}
    types = workflow_filters.listed(rule.get("types", list(_ACTIONS)))
    action = next((each for each in _ACTIONS if each in types), None)
    if action is None:
        raise NotStartedError(f"a published release starts no run: `types` are {', '.join(types)}")
    state, tag = sandbox.github.state, str(chosen.tag)
    release = Release(
        state.new_id(), tag, tag, "", False, False, state.default_branch, LOGIN, time.time(),
        time.time(),
    )  # fmt: skip
    state.releases.append(release)
    return {"action": action, "release": json_releases.release(state, release)}
