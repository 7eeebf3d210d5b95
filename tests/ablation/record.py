"""What leaving out each step leads to, as recorded: the site draws it, and the tests repeat it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from overrides.hooks.ablation import RECORD
from tests import ROOT
from tests.ablation.road import Outcome
from tests.ablation.steps import ROADS, Step, all_steps

_HEAD = """\
# What happens when a step of the guide is left out; `uv run python -m tests.ablation` writes it.
# `fails` is the step at which a reader cannot go on, `page` the failure page that explains it.
"""


@dataclass(frozen=True)
class Row:
    """`optional` is the reason why a step may be left out, `confirms` true where it only looks."""

    step: str
    fails: str = ""
    page: str = ""
    optional: str = ""
    confirms: bool = False


def read() -> list[Row]:
    """The recorded rows, in the order of the roads."""
    rows = tomllib.loads((ROOT / RECORD).read_text(encoding="utf-8"))
    return [Row(**row) for row in rows.get("step", ())]


def rows(outcomes: Mapping[str, Outcome]) -> Iterable[Row]:
    """The rows of all steps; `outcomes` has those of the required ones by name."""
    for road in ROADS.values():
        for step in all_steps(road):
            yield row(step, outcomes.get(step.name, Outcome()))


def row(step: Step, outcome: Outcome) -> Row:
    if step.required:
        return Row(step.name, outcome.fails or "", outcome.symptom or "")
    return Row(step.name, optional=step.optional or "", confirms=step.confirms)


def write(found: Iterable[Row]) -> None:
    """Replace the recorded rows."""
    text = _HEAD + "".join(f"\n[[step]]\n{_lines(row)}" for row in found)
    (ROOT / RECORD).write_text(text, encoding="utf-8")


def _lines(row: Row) -> str:
    return "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in row.__dict__.items()
        if value
    )
