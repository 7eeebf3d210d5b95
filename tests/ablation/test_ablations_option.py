"""Steps are left out with `-m ablation` only, and as many as the option says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import ROOT
from tests.ablation import record
from tests.ablation.outcomes import problem
from tests.ablation.road import Outcome
from tests.ablation.steps import MAIN, OTHER, Step, all_steps


def collected(*arguments: str) -> list[str]:
    """The tests of this room that pytest would run."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", *arguments]
    done = subprocess.run(
        [*command, "tests/ablation"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if "::" in line]


def test_an_ordinary_run_leaves_nothing_out() -> None:
    assert not [name for name in collected() if "later_step" in name or "green" in name]


@pytest.mark.parametrize("number", [None, 2])
def test_the_marker_leaves_out_each_step_or_a_sample(number: int | None) -> None:
    """Beside these, one test for each road without its optional steps."""
    required = [[step for step in all_steps(road) if step.required] for road in (MAIN, OTHER)]
    option = [] if number is None else ["--ablations", str(number)]
    expected = sum(len(steps) if number is None else number for steps in required)
    assert len(collected("-m", "ablation", *option)) == expected + 2


def _first() -> tuple[Step, Outcome]:
    """A required step, and the outcome that is recorded for it."""
    step = next(step for step in all_steps(MAIN) if step.required)
    (row,) = [row for row in record.read() if row.step == step.name]
    return step, Outcome(row.fails, row.page)


def test_a_recorded_outcome_is_no_problem() -> None:
    step, outcome = _first()
    assert problem(step, outcome) is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (Outcome(), "nothing fails without this block: say why it is optional"),
        (Outcome("x: y", None, "said"), "x: y fails, and no page explains it:\nsaid"),
        (Outcome("x: y", "invalid-auth"), "x: y fails with `invalid-auth`; recorded is"),
    ],
)
def test_another_outcome_is_a_sentence_with_the_place(changed: Outcome, sentence: str) -> None:
    step, _ = _first()
    found = problem(step, changed)
    assert found and found.startswith(f"{step.fence.place}: ") and sentence in found
