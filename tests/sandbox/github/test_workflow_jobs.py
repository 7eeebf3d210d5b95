"""The refusals of jobs and steps that cannot run, with the line and column of the mistake."""

from __future__ import annotations

import pytest

from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

TOP = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n"
STEPS = "    steps:\n      - run: a\n"


@pytest.mark.parametrize(
    ("text", "sentence", "problem"),
    [
        ("on: push\njobs: {}\n", "2: no job: `jobs` names none",
         "2, Col: 7): Required property is missing: jobs"),
        (TOP, "3: job `a` has neither `steps` nor `uses`",
         "3, Col: 3): Required property is missing: steps"),
        (TOP + STEPS + "    uses: ./.github/workflows/b.yml\n",
         "7: job `a` has both `steps` and `uses`", "7, Col: 5): Unexpected value 'uses'"),
        ("on: push\njobs:\n  a:\n    uses: o/r/f@v1\n    steps: []\n",
         "5: job `a` has both `steps` and `uses`", "5, Col: 5): Unexpected value 'steps'"),
        (TOP + "    steps:\n", "5: `jobs.a.steps` is empty; write a list",
         "5, Col: 11): Unexpected value ''"),
        ("on: push\njobs:\n  a:\n    uses: [b]\n", "4: `jobs.a.uses` is a list; write a text",
         "4, Col: 11): A sequence was not expected"),
        ("on: push\njobs:\n  1a: {steps: [run: a]}\n", "3: the job's id `1a` is not valid",
         "3, Col: 3): The identifier '1a' is invalid. IDs may only contain alphanumeric characters,"
         " '_', and '-'. IDs must start with a letter or '_' and and must be less than 100"
         " characters."),
        ("on: push\njobs:\n  __a: {steps: [run: a]}\n", "3: the job's id `__a` is not valid",
         "3, Col: 3): The identifier '__a' is invalid. IDs starting with '__' are reserved."),
        (TOP + STEPS + "    needs: b\n  c: {runs-on: x, steps: [run: a]}\n",
         "7: job `a` needs `b`, which is no job",
         "7, Col: 12): Job 'a' depends on unknown job 'b'."),
        (TOP + STEPS + "    needs: {b: c}\n",
         "7: `jobs.a.needs` is a mapping; write a text or a list",
         "7, Col: 12): A mapping was not expected"),
        (TOP + STEPS + "    needs: a\n",
         "3: every job needs another one, so none can start",
         "3, Col: 3): The workflow must contain at least one job with no dependencies."),
        (TOP + STEPS + "    needs: [c, A]\n  c: {runs-on: x, steps: [run: a]}\n",
         "7: job `a` needs `A`, which can never complete",
         "7, Col: 16): Job 'a' depends on job 'A' which creates a cycle in the dependency graph."),
        (TOP + STEPS + "    needs: b\n  b: {needs: a, runs-on: x, steps: [run: a]}\n"
         "  c: {runs-on: x, steps: [run: a]}\n",
         "7: job `a` needs `b`, which can never complete",
         "7, Col: 12): Job 'a' depends on job 'b' which creates a cycle in the dependency graph."),
        (TOP + "    steps:\n      - name: b\n", "6: step 1 of `a` has neither `run` nor `uses`",
         "6, Col: 9): Required property is missing: run"),
        (TOP + "    steps:\n      - run: b\n        uses: c@d\n",
         "7: step 1 of `a` has both `run` and `uses`", "7, Col: 9): Unexpected value 'uses'"),
        (TOP + "    steps:\n      - run: [b]\n", "6: `jobs.a.steps.0.run` is a list; write a text",
         "6, Col: 14): A sequence was not expected"),
        (TOP + "    steps:\n      - run: {b: c}\n",
         "6: `jobs.a.steps.0.run` is a mapping; write a text",
         "6, Col: 14): A mapping was not expected"),
        (TOP + "    steps:\n      - uses: {b: c}\n",
         "6: `jobs.a.steps.0.uses` is a mapping; write a text",
         "6, Col: 15): A mapping was not expected"),
        (TOP + STEPS + "        env: b\n", "7: `jobs.a.steps.0.env` is b; write a mapping",
         "7, Col: 14): Unexpected value 'b'"),
        (TOP + "    steps:\n      - uses: a@b\n        with: [b]\n",
         "7: `jobs.a.steps.0.with` is a list; write a mapping",
         "7, Col: 15): A sequence was not expected"),
    ],
)  # fmt: skip
def test_a_job_or_step_that_cannot_run_is_reported(text: str, sentence: str, problem: str) -> None:
    """The words about ids and `needs`: IdBuilder.cs, WorkflowTemplateConverter.cs."""
    with pytest.raises(InvalidWorkflowError) as error:
        parse(text, "x.yml")
    assert str(error.value).startswith(f"x.yml:{sentence}")
    assert error.value.problem == f"(Line: {problem}"


def test_jobs_may_need_each_other_in_any_order() -> None:
    """GitHub compares ids without regard to case, and reads the number of `run: 1` as text."""
    jobs = (
        "{A-_1: {needs: [b, C], runs-on: x, steps: [run: 1]},"
        " b: {needs: c, runs-on: x, steps: [run: true]}, "
    )
    parsed = parse(f"on: push\njobs: {jobs}c: {{uses: ./.github/workflows/b.yml}}}}", "x.yml")
    assert parsed.jobs["b"].steps == ("Run true",)
