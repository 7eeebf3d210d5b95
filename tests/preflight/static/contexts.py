"""The values of expressions that are known before a run: inputs, matrix, variables, event."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.sandbox.github.expressions import ExpressionError, evaluated
from tests.sandbox.github.workflow import Workflow

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"'(?:[^']|'')*'|([A-Za-z_][\w-]*(?:\.[\w*-]+)+)")
#: Above this, a matrix's legs are not told apart.
LEGS = 64
#: The names of events in the command's `--event`.
EVENTS = {"release": "release", "tag": "push", "dispatch": "workflow_dispatch", "push": "push",
          "schedule": "schedule", "workflow_run": "workflow_run"}  # fmt: skip


@dataclass(frozen=True)
class Trigger:
    """What starts the run: `event` as on the command line, a tag, and the inputs that are given.

    `branch` is the one that is named for a dispatch or a push.
    """

    event: str | None = None
    tag: str | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    branch: str | None = None

    def contexts(self, workflow: Workflow) -> dict[str, Any]:
        """The contexts `github` and `inputs` as far as the trigger fixes them."""
        if self.event is None:
            return {}
        github: dict[str, Any] = {"event_name": EVENTS.get(self.event, self.event)}
        if self.branch:
            github |= {"ref": f"refs/heads/{self.branch}", "ref_name": self.branch}
        if self.tag:
            github |= {"ref": f"refs/tags/{self.tag}", "ref_name": self.tag, "ref_type": "tag"}
        inputs: dict[str, Any] = dict.fromkeys(workflow.inputs, "")
        if self.event == "dispatch":
            inputs = {name: _default(each) for name, each in workflow.inputs.items()}
            inputs |= self.inputs
        return {"github": github, "inputs": inputs}


def _default(declared: Mapping[str, Any]) -> Any:
    if "default" in declared:
        return declared["default"]
    if declared.get("type") == "choice":
        return (declared.get("options") or [""])[0]
    return False if declared.get("type") == "boolean" else ""


def resolved(text: str, contexts: Mapping[str, Any]) -> str | None:
    """The text with its expressions evaluated; None where a run decides."""
    for expression in _EXPRESSION.findall(text):
        for name in filter(None, _NAME.findall(expression)):
            if not _known(name, contexts):
                return None
    try:
        return evaluated(text, contexts)
    except ExpressionError:
        return None


def _known(name: str, contexts: Mapping[str, Any]) -> bool:
    value: Any = contexts
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return True


def legs(job: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The values of `matrix` in each leg, as far as the file names them; one `{}` without any."""
    strategy = job.get("strategy")
    matrix = strategy.get("matrix") if isinstance(strategy, Mapping) else None
    if not isinstance(matrix, Mapping):
        yield {}
        return
    axes = {k: v for k, v in matrix.items() if k not in ("include", "exclude")}
    if not all(isinstance(values, list) for values in axes.values()):
        yield {}
        return
    include = matrix.get("include") if isinstance(matrix.get("include"), list) else []
    exclude = matrix.get("exclude") if isinstance(matrix.get("exclude"), list) else []
    combined = itertools.islice(itertools.product(*axes.values()), LEGS)
    found = [dict(zip(axes, values, strict=True)) for values in combined] if axes else []
    found = [leg for leg in found if not any(_agrees(leg, each) for each in exclude or ())]
    yield from _included(found, list(include or ()), set(axes))


def _included(
    found: list[dict[str, Any]], include: list[Any], axes: set[str]
) -> Iterator[dict[str, Any]]:
    """An entry of `include` joins the legs whose axes it agrees with, or is a leg of its own."""
    extra: list[dict[str, Any]] = []
    for entry in (each for each in include if isinstance(each, Mapping)):
        own = {key: value for key, value in entry.items() if key in axes}
        hit = [leg for leg in found if _agrees(leg, own)]
        for leg in hit:
            leg.update(entry)
        if not hit:
            extra.append(dict(entry))
    yield from [*found, *extra] or [{}]


def _agrees(leg: Mapping[str, Any], entry: Any) -> bool:
    if not isinstance(entry, Mapping):
        return False
    return all(key in leg and leg[key] == value for key, value in entry.items())
