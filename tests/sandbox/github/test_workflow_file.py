"""The refusals of files that are not valid workflows, with the line and column of the mistake."""

from __future__ import annotations

import pytest

from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

ON = "jobs: {a: {runs-on: x, steps: [{run: a}]}}\n"
TOP = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n"
STEPS = "    steps:\n      - run: a\n"


@pytest.mark.parametrize(
    ("text", "sentence", "problem"),
    [
        ("on: push\njobs:\n  a: true\n", "x.yml:3: `jobs.a` is true; write a mapping",
         "(Line: 3, Col: 6): Unexpected value 'true'"),
        ("on: push\njobs:\n  a:\n", "x.yml:3: `jobs.a` is empty; write a mapping",
         "(Line: 3, Col: 5): Unexpected value ''"),
        ("on: push\njobs: []\n", "x.yml:2: `jobs` is a list; write a mapping",
         "(Line: 2, Col: 7): A sequence was not expected"),
        (TOP + "    steps: {run: a}\n", "x.yml:5: `jobs.a.steps` is a mapping; write a list",
         "(Line: 5, Col: 12): A mapping was not expected"),
        (TOP + "    steps:\n      - true\n", "x.yml:6: `jobs.a.steps.0` is true; write a mapping",
         "(Line: 6, Col: 9): Unexpected value 'true'"),
        (TOP + "    env: on\n", "x.yml:5: `jobs.a.env` is on; write a mapping",
         "(Line: 5, Col: 10): Unexpected value 'on'"),
        (TOP + "  a:\n    runs-on: x\n", "x.yml:5: 'a' is already defined",
         "(Line: 5, Col: 3): 'a' is already defined"),
        ("# id-token: read\n" + TOP + "    permissions:\n      id-token: read\n",
         "x.yml:7: `id-token: read` is no permission; write write or none",
         "(Line: 7, Col: 17): Unexpected value 'read'"),
        ("# contnts: read\n" + TOP + "    permissions:\n      contnts: read\n",
         "x.yml:7: unknown permission `contnts`; valid are actions, ",
         "(Line: 7, Col: 7): Unexpected value 'contnts'"),
        (TOP + "    permissions: write\n",
         "x.yml:5: `jobs.a.permissions` is write; write a mapping, read-all or write-all",
         "(Line: 5, Col: 18): Unexpected value 'write'"),
        (TOP + "    permissions: true\n", "x.yml:5: `jobs.a.permissions` is true; write a ",
         "(Line: 5, Col: 18): Unexpected value 'true'"),
        (TOP + "    permissions: [a]\n", "x.yml:5: `jobs.a.permissions` is a list; write a ",
         "(Line: 5, Col: 18): A sequence was not expected"),
        (TOP + "    permissions: {contents: true}\n",
         "x.yml:5: `contents: true` is no permission; write read or write or none",
         "(Line: 5, Col: 29): Unexpected value 'true'"),
        (TOP + "    permissions: {contents: }\n",
         "x.yml:5: `jobs.a.permissions.contents` is empty; write read or write or none",
         "(Line: 5, Col: 29): Unexpected value ''"),
        (TOP + "    permissions: {contents: [a]}\n",
         "x.yml:5: `jobs.a.permissions.contents` is a list; write read or write or none",
         "(Line: 5, Col: 29): A sequence was not expected"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_line_and_column(
    text: str, sentence: str, problem: str
) -> None:
    with pytest.raises(InvalidWorkflowError) as error:
        parse(text, "x.yml")
    assert str(error.value).startswith(sentence)
    assert error.value.problem == problem


@pytest.mark.parametrize(
    ("on", "sentence", "problem"),
    [
        ("", "1: no event: `on` names none", "1, Col: 1): Required property is missing: on"),
        ("on:", "2: no event: `on` names none", "2, Col: 4): Required property is missing: on"),
        ("on: 1", "2: `on` is 1; write events", "2, Col: 5): Unexpected value '1'"),
        ("on: true", "2: `on` is true; write events", "2, Col: 5): Unexpected value 'true'"),
        ("on: [[x]]", "2: `on.0` is a list; write ", "2, Col: 6): A sequence was not expected"),
        ("on: {push: x}", "2: `on.push` is x; write a mapping",
         "2, Col: 12): Unexpected value 'x'"),
        ("on: {schedule: {cron: x}}", "2: `on.schedule` is a mapping; write a list",
         "2, Col: 16): A mapping was not expected"),
        ("on: {schedule: [x]}", "2: `on.schedule.0` is x; write a mapping",
         "2, Col: 17): Unexpected value 'x'"),
        ("on: {workflow_dispatch: x}", "2: `on.workflow_dispatch` is x; write a mapping",
         "2, Col: 25): Unexpected value 'x'"),
        ("on: {workflow_dispatch: [x]}", "2: `on.workflow_dispatch` is a list; write a mapping",
         "2, Col: 25): A sequence was not expected"),
        ("on: {workflow_dispatch: {inputs: [x]}}",
         "2: `on.workflow_dispatch.inputs` is a list; write a mapping",
         "2, Col: 34): A sequence was not expected"),
        ("on: {workflow_dispatch: {inputs: x}}",
         "2: `on.workflow_dispatch.inputs` is x; write a mapping",
         "2, Col: 34): Unexpected value 'x'"),
        ("on: {workflow_call: {inputs: {a: x}}}",
         "2: `on.workflow_call.inputs.a` is x; write a mapping",
         "2, Col: 34): Unexpected value 'x'"),
        ("on: {push: {branches: }}", "2: `on.push.branches` is empty; write a text or a list",
         "2, Col: 23): Unexpected value ''"),
        ("on: {push: {tags: [[a]]}}", "2: `on.push.tags.0` is a list; write a text",
         "2, Col: 20): A sequence was not expected"),
        ("on: {release: {types: {a: b}}}",
         "2: `on.release.types` is a mapping; write a text or a list",
         "2, Col: 23): A mapping was not expected"),
    ],
)  # fmt: skip
def test_a_wrong_shape_of_on_is_reported(on: str, sentence: str, problem: str) -> None:
    with pytest.raises(InvalidWorkflowError) as error:
        parse(ON + on, "x.yml")
    assert str(error.value).startswith(f"x.yml:{sentence}")
    assert error.value.problem == f"(Line: {problem}"


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
        (TOP + STEPS + "    needs: b\n  c: {steps: [run: a]}\n",
         "7: job `a` needs `b`, which is no job",
         "7, Col: 12): Job 'a' depends on unknown job 'b'."),
        (TOP + STEPS + "    needs: {b: c}\n",
         "7: `jobs.a.needs` is a mapping; write a text or a list",
         "7, Col: 12): A mapping was not expected"),
        (TOP + STEPS + "    needs: a\n",
         "3: every job needs another one, so none can start",
         "3, Col: 3): The workflow must contain at least one job with no dependencies."),
        (TOP + STEPS + "    needs: [c, A]\n  c: {steps: [run: a]}\n",
         "7: job `a` needs `A`, which can never complete",
         "7, Col: 16): Job 'a' depends on job 'A' which creates a cycle in the dependency graph."),
        (TOP + STEPS + "    needs: b\n  b: {needs: a, steps: [run: a]}\n  c: {steps: [run: a]}\n",
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
    jobs = "{A-_1: {needs: [b, C], steps: [run: 1]}, b: {needs: c, steps: [run: true]}, "
    parsed = parse(f"on: push\njobs: {jobs}c: {{uses: ./.github/workflows/b.yml}}}}", "x.yml")
    assert parsed.jobs["b"].steps == ("Run true",)


@pytest.mark.parametrize(
    "on",
    [
        "push", "[push, release]", "{push: }", "{push: {branches: main, tags: [1, v*]}}",
        "{schedule: [{cron: a}]}", "{workflow_dispatch: {inputs: }}",
        "{workflow_dispatch: {inputs: {a: , b: {type: boolean}}}}",
    ],
)  # fmt: skip
def test_every_shape_of_on_is_accepted(on: str) -> None:
    assert parse(f"{ON}on: {on}", "x.yml").triggers


@pytest.mark.parametrize("scope", ["models: read", "repository-projects: write", "id-token: none"])
def test_every_permission_of_the_schema_is_accepted(scope: str) -> None:
    text = TOP + f"    permissions: {{{scope}}}\n    env: ${{{{ fromJSON('{{}}') }}}}\n{STEPS}"
    assert parse(text, "x.yml").jobs["a"].permissions == dict([scope.split(": ")])
