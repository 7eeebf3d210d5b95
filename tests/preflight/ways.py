"""The ways in which a workflow publishes: events, inputs, and the jobs that they may start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from packaging.utils import canonicalize_name

from tests.preflight import tag_names
from tests.preflight.conditions import may_start
from tests.preflight.packages import Package
from tests.preflight.static.contexts import Trigger
from tests.preflight.static.publishing import PublishingJob, publishing_jobs
from tests.preflight.target import Target
from tests.sandbox.github.workflow import Workflow

#: The event in a workflow file → the command's names for it, the likeliest first.
_NAMES = {"push": ("tag", "push"), "workflow_dispatch": ("dispatch",), "workflow_call": ()}
#: What stands between the name of a package and the version in a tag.
_END = re.compile(r"[-_/@=]*v?$")
#: The events for which a person names a branch.
_OF_BRANCH = ("dispatch", "push")
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
    #: Whether no condition that the files fix keeps the event from them.
    open: bool = True
    #: The branch of a dispatch or a push, if it is not the default one.
    branch: str | None = None

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """The first way is tried: one whose index only a run knows may be a test."""
        unknown = all(job.index is None for job in self.jobs)
        place = _ORDER.index(self.event) if self.event in _ORDER else len(_ORDER)
        return not self.open, self.index != "pypi", unknown, place

    @property
    def trigger(self) -> Trigger:
        return Trigger(self.event, self.tag, self.inputs, self.branch)


@dataclass(frozen=True)
class Wanted:
    """What the options say."""

    workflow: str | None = None
    index: str | None = None
    event: str | None = None
    tag: str | None = None
    job: str | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    branch: str | None = None


def starts(
    target: Target, packages: Sequence[Package], workflow: Workflow, wanted: Wanted
) -> Iterator[Start]:
    """Each way, also those that a condition closes."""
    for name in (n for event in workflow.triggers for n in _NAMES.get(event, (event,))):
        if wanted.event not in (None, name) or not _concerns(workflow, name):
            continue
        if wanted.inputs and name != "dispatch":
            continue
        if wanted.branch and name not in _OF_BRANCH:
            continue
        tag = wanted.tag
        if tag is None and name in ("tag", "release"):
            tag = _tag(target, packages, workflow, name)
        for inputs in _inputs(workflow, wanted.inputs) if name == "dispatch" else [wanted.inputs]:
            yield from _ways(target, workflow, Trigger(name, tag, inputs, wanted.branch), wanted)


def _ways(target: Target, workflow: Workflow, trigger: Trigger, wanted: Wanted) -> Iterator[Start]:
    found = publishing_jobs(target.copy, workflow.path, trigger)
    for index in ("pypi", "testpypi") if wanted.index is None else (wanted.index,):
        jobs = [j for j in found if j.index in (index, None) and wanted.job in (None, j.job)]
        ready = [j for j in jobs if may_start(target, workflow, j.job, trigger)]
        if chosen := tuple(ready or jobs):
            event, tag, inputs = str(trigger.event), trigger.tag, trigger.inputs
            yield Start(workflow, event, tag, inputs, index, chosen, bool(ready), trigger.branch)


def _tag(target: Target, packages: Sequence[Package], workflow: Workflow, event: str) -> str:
    rule = workflow.triggers.get("push") if event == "tag" else None
    tags = tag_names.admitted(target.tags, rule)
    return tag_names.next_tag(tags, version_for(packages, tag_names.prefix(tags) or ""), rule)


def version_for(packages: Sequence[Package], prefix: str) -> str | None:
    """That of the package which the tag names, else of the one at the top.

    A local version is never released: the package around several others may have one.
    """
    name = canonicalize_name(_END.sub("", prefix))
    named = [each for each in packages if canonicalize_name(each.name) == name]
    version = next((each.version for each in (*named, *packages)), None)
    return None if version and "+" in version else version


def _concerns(workflow: Workflow, event: str) -> bool:
    """Whether the filters of `on: push` are about tags, or about branches."""
    filters = set(workflow.triggers.get("push") or ())
    tags, branches = filters & {"tags", "tags-ignore"}, filters & {"branches", "branches-ignore"}
    if event == "tag":
        return bool(tags) or not branches
    return event != "push" or bool(branches) or not tags


def _inputs(workflow: Workflow, given: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The given inputs with the defaults, then with each other choice of one input.

    The form has no default that is not among the options: its list begins with the first of them.
    """
    for name, rule in workflow.inputs.items():
        options = list(map(str, rule.get("options") or ()))
        if options and name not in given and str(rule.get("default", options[0])) not in options:
            given = {**given, name: options[0]}
    yield given
    for name, rule in workflow.inputs.items():
        boolean = ["true", "false"] if rule.get("type") == "boolean" else []
        for value in rule.get("options") or boolean if name not in given else ():
            if value != rule.get("default"):
                yield {**given, name: str(value)}
