"""Which workflow is tried, and by which event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.preflight import tag_names
from tests.preflight.packages import Package
from tests.preflight.problem import PreflightError
from tests.preflight.static.contexts import Trigger, resolved
from tests.preflight.static.publishing import PublishingJob, publishing_jobs
from tests.preflight.static.steps import FOLDER
from tests.preflight.target import Target
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

#: The event in a workflow file → the command's names for it, the likeliest first.
_NAMES = {
    "release": ("release",), "push": ("tag", "push"), "workflow_dispatch": ("dispatch",),
    "schedule": ("schedule",), "workflow_run": ("workflow_run",),
}  # fmt: skip
_ORDER = ("release", "tag", "dispatch", "push", "schedule", "workflow_run")


@dataclass(frozen=True)
class Start:
    """`jobs` are the publishing jobs for `index` that the event may start."""

    workflow: Workflow
    event: str
    tag: str | None
    inputs: Mapping[str, str]
    index: str
    jobs: tuple[PublishingJob, ...]
    #: Other workflows that publish, too.
    others: tuple[str, ...] = ()

    @property
    def trigger(self) -> Trigger:
        return Trigger(self.event, self.tag, self.inputs)


@dataclass(frozen=True)
class Wanted:
    """What the options say."""

    workflow: str | None = None
    index: str | None = None
    event: str | None = None
    tag: str | None = None
    job: str | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)


def choose(target: Target, packages: Sequence[Package], wanted: Wanted) -> Start:
    """The first way to publish, by the order of events.

    Raises:
        PreflightError: no workflow publishes, or the wanted one cannot.
    """
    workflows = list(_workflows(target, wanted.workflow))
    starts = [one for each in workflows for one in _starts(target, packages, each, wanted)]
    if not starts:
        raise PreflightError(_nothing(target, wanted, workflows))
    starts.sort(key=lambda one: (one.index != "pypi", _ORDER.index(one.event)))
    best = starts[0]
    others = {one.workflow.path for one in starts} - {best.workflow.path}
    return Start(**{**vars(best), "others": tuple(sorted(others))})


def _nothing(target: Target, wanted: Wanted, workflows: Sequence[Workflow]) -> str:
    what = ", ".join(
        f"--{name} {value}"
        for name in ("workflow", "job", "index", "event")
        if (value := getattr(wanted, name))
    )
    if what:
        return f"{target.source}: no job publishes with {what}"
    read = ", ".join(each.path.rpartition("/")[2] for each in workflows) or "none"
    return f"{target.source}: no workflow publishes to PyPI or TestPyPI (workflows: {read})"


def _workflows(target: Target, name: str | None) -> Iterator[Workflow]:
    folder = target.copy / FOLDER
    paths = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if name is not None:
        paths = [path for path in paths if path.name == name.rpartition("/")[2]]
        if not paths:
            raise PreflightError(f"{target.source}: {FOLDER} has no file {name}")
    for path in paths:
        relative = path.relative_to(target.copy).as_posix()
        try:
            yield parse(path.read_text("utf-8", "replace"), relative)
        except InvalidWorkflowError as error:
            if name is not None:
                raise PreflightError(str(error)) from None


def _starts(
    target: Target, packages: Sequence[Package], workflow: Workflow, wanted: Wanted
) -> Iterator[Start]:
    for name in (n for event in workflow.triggers for n in _NAMES.get(event, ())):
        if wanted.event not in (None, name):
            continue
        tag = None
        if name in ("tag", "release"):
            tag = wanted.tag or _tag(target, packages, workflow, name)
        if name == "tag" and not _by_tag(workflow.triggers.get("push")):
            continue
        if name == "push" and not _by_branch(workflow.triggers.get("push"), target.branch):
            continue
        for inputs in _inputs(workflow, wanted.inputs) if name == "dispatch" else [wanted.inputs]:
            trigger = Trigger(name, tag, inputs)
            jobs = publishing_jobs(target.copy, workflow.path, trigger)
            for index in ("pypi", "testpypi"):
                chosen = [
                    j for j in jobs if j.index in (index, None) and wanted.job in (None, j.job)
                ]
                chosen = [job for job in chosen if _may_start(target, workflow, job.job, trigger)]
                if chosen and wanted.index in (None, index):
                    yield Start(workflow, name, tag, inputs, index, tuple(chosen))


def _tag(target: Target, packages: Sequence[Package], workflow: Workflow, event: str) -> str:
    rule = workflow.triggers.get("push") if event == "tag" else None
    version = packages[0].version if packages else None
    return tag_names.next_tag(target.tags, version, rule)


def _by_tag(rule: Mapping[str, Any] | None) -> bool:
    rule = rule or {}
    return bool({"tags", "tags-ignore"} & set(rule)) or not {"branches", "branches-ignore"} & set(
        rule
    )


def _by_branch(rule: Mapping[str, Any] | None, branch: str) -> bool:
    rule = rule or {}
    return bool({"branches", "branches-ignore"} & set(rule)) or not {"tags", "tags-ignore"} & set(
        rule
    )


def _inputs(workflow: Workflow, given: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The given inputs with the defaults, then with each other choice of one input."""
    yield given
    for name, rule in workflow.inputs.items():
        options = rule.get("options") or (
            ["true", "false"] if rule.get("type") == "boolean" else []
        )
        for value in options if name not in given else ():
            if value != rule.get("default"):
                yield {**given, name: str(value)}


def _may_start(target: Target, workflow: Workflow, job: str, trigger: Trigger) -> bool:
    """Whether no `if` of the job, or of one that it needs, is false for the event."""
    contexts = trigger.contexts(workflow)
    contexts["github"] |= {
        "repository": target.slug, "repository_owner": target.owner,
        "event": {"action": "published"} if trigger.event == "release" else {},
    }  # fmt: skip
    if trigger.event in ("push", "dispatch", "schedule", "workflow_run"):
        ref = {
            "ref": f"refs/heads/{target.branch}",
            "ref_name": target.branch,
            "ref_type": "branch",
        }
        contexts["github"] |= ref
    return all(_not_false(workflow, key, contexts) for key in needed(workflow, [job]))


def _not_false(workflow: Workflow, job: str, contexts: Mapping[str, Any]) -> bool:
    condition = workflow.document["jobs"][job].get("if")
    if condition is None:
        return True
    text = str(condition).strip()
    value = resolved(text if text.startswith("${{") else f"${{{{ {text} }}}}", contexts)
    return value not in ("false", "")


def needed(workflow: Workflow, jobs: Sequence[str]) -> list[str]:
    """The jobs and all that they need, in the file's order."""
    wanted, found = list(jobs), set[str]()
    while wanted:
        key = wanted.pop()
        if key in found:
            continue
        found.add(key)
        needs = workflow.document["jobs"][key].get("needs") or []
        wanted += [needs] if isinstance(needs, str) else list(needs)
    return [key for key in workflow.jobs if key in found]
