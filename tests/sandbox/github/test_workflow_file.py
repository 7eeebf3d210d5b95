"""The refusals of files that are not valid workflows, with the line and column of the mistake."""

from __future__ import annotations

import pytest

from tests.guide.schema import problem as schema_problem
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_events import EVENTS
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
        ("on: push\njobs:\n  a:\n" + STEPS, "x.yml:4: job `a` has no `runs-on`",
         "(Line: 4, Col: 5): Required property is missing: runs-on"),
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
        ("on: pussh", "2: unknown event `pussh`", "2, Col: 5): Unexpected value 'pussh'"),
        ("on: [push, pussh]", "2: unknown event `pussh`",
         "2, Col: 12): Unexpected value 'pussh'"),
        ("on: {pussh: }", "2: unknown event `pussh`", "2, Col: 6): Unexpected value 'pussh'"),
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
    "on",
    [
        "push", "[push, release]", "{push: }", "{push: {branches: main, tags: [1, v*]}}",
        "{schedule: [{cron: a}]}", "{workflow_dispatch: {inputs: }}",
        "{workflow_dispatch: {inputs: {a: , b: {type: boolean}}}}",
    ],
)  # fmt: skip
def test_every_shape_of_on_is_accepted(on: str) -> None:
    assert parse(f"{ON}on: {on}", "x.yml").triggers


def test_every_event_of_the_schema_is_known() -> None:
    """The schema is SchemaStore's; it may lack the newest events."""
    jobs = {"a": {"runs-on": "x", "steps": [{"run": "a"}]}}
    name = ".github/workflows/x.yml"
    known = [e for e in EVENTS if not schema_problem(name, {"on": e, "jobs": jobs})]
    assert {"push", "release", "workflow_dispatch"} <= set(known)
    assert set(EVENTS) - set(known) <= {"image_version", "pull_request_comment", "schedule"}


@pytest.mark.parametrize("scope", ["models: read", "repository-projects: write", "id-token: none"])
def test_every_permission_of_the_schema_is_accepted(scope: str) -> None:
    text = TOP + f"    permissions: {{{scope}}}\n    env: ${{{{ fromJSON('{{}}') }}}}\n{STEPS}"
    assert parse(text, "x.yml").jobs["a"].permissions == dict([scope.split(": ")])
