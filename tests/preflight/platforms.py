"""Which legs of a job this machine can stand in for: those on Linux with its processor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.preflight.static.contexts import legs, resolved
from tests.sandbox.github.workflow import system_of

_ARM = re.compile(r"-arm$|\barm64\b|aarch64", re.IGNORECASE)


def elsewhere(label: str) -> str | None:
    """The system or the processor of a runner that this machine is not; None for its own."""
    system = system_of(label)
    if system != "Linux":
        return system
    return "Linux on ARM" if _ARM.search(label) else None


def split(job: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """The legs that run here, and the systems of the others.

    A job without a matrix has one leg `{}`; a matrix that only a run knows, too.
    """
    here, others = [], []
    for leg in legs(job):
        label = resolved(str(_label(job.get("runs-on"))), {"matrix": leg})
        other = elsewhere(label or "")
        if other is None:
            here.append(leg)
        else:
            others.append(other)
    return here, others


def _label(runs_on: Any) -> Any:
    if isinstance(runs_on, dict):
        runs_on = runs_on.get("labels") or runs_on.get("group")
    return ",".join(map(str, runs_on)) if isinstance(runs_on, list) else runs_on


def reduced(job: dict[str, Any]) -> dict[str, Any]:
    """The job with those legs of its matrix that run here, when others do not."""
    here, others = split(job)
    if not others or not here or here == [{}]:
        return job
    return {**job, "strategy": {**job["strategy"], "matrix": {"include": here}}}
