"""The refusals of files that are not valid workflows, with the line and column of the mistake."""

from __future__ import annotations

import pytest

from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.github.workflow import parse

TOP = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n"


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


@pytest.mark.parametrize("scope", ["models: read", "repository-projects: write", "id-token: none"])
def test_every_permission_of_the_schema_is_accepted(scope: str) -> None:
    text = TOP + f"    permissions: {{{scope}}}\n    env: ${{{{ fromJSON('{{}}') }}}}\n"
    assert parse(text, "x.yml").jobs["a"].permissions == dict([scope.split(": ")])
