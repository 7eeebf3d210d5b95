"""The comparison of what a left-out step leads to with what is recorded."""

from __future__ import annotations

from tests.ablation import record
from tests.ablation.road import Outcome
from tests.ablation.steps import Step


def problem(step: Step, outcome: Outcome) -> str | None:
    """A sentence when the outcome is not the recorded one, or no page explains it."""
    place = step.fence.place
    if outcome.fails is None:
        return f"{place}: nothing fails without this block: say why it is optional, or mend it"
    if outcome.symptom is None:
        return f"{place}: without this block {outcome.fails} fails, and no page explains it:\n" + (
            outcome.said
        )
    found = record.row(step, outcome)
    (known,) = [row for row in record.read() if row.step == step.name] or [record.Row(step.name)]
    if found == known:
        return None
    return (
        f"{place}: without this block, {found.fails} fails with `{found.page}`; recorded is"
        f" {known.fails} with `{known.page}`: run `uv run python -m tests.ablation`"
    )
