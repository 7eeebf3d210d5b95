"""The scripts in publish.yml: their variables, their commands, the results that they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from overrides.hooks.facts import PUBLISH
from tests.drift.sources import tree
from tests.vocabulary import commands

pytestmark = pytest.mark.drift

_USED = re.compile(r"\$\{?(?P<name>[A-Za-z_]\w*)")
_SET = re.compile(r"^\s*(?P<name>[A-Za-z_]\w*)=|\bfor (?P<each>\w+) in\b", re.MULTILINE)
#: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
OF_GITHUB = {"GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_REF_NAME", "GITHUB_STEP_SUMMARY"}
#: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#needs-context
RESULTS = {"success", "failure", "cancelled", "skipped"}


def scripts() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """The place and the text of each script, the variables of its job, and its own."""
    for job_id, job in tree(PUBLISH)["jobs"].items():
        for number, step in enumerate(job["steps"], 1):
            if "run" in step:
                place = f"{PUBLISH}: {job_id}, step {number}"
                yield place, step["run"], set(job.get("env", ())), set(step.get("env", ()))


def used(script: str) -> set[str]:
    return {found["name"] for found in _USED.finditer(script)}


def test_each_variable_of_a_script_has_a_value() -> None:
    of_workflow = set(tree(PUBLISH)["env"])
    for place, script, of_job, of_step in scripts():
        own = {found["name"] or found["each"] for found in _SET.finditer(script)}
        unset = used(script) - own - of_step - of_job - of_workflow - OF_GITHUB
        assert not unset, f"{place}: nothing sets {unset}"


def test_each_variable_of_a_job_or_step_is_used() -> None:
    for place, script, of_job, of_step in scripts():
        unused = (of_job | of_step) - used(script)
        assert not unused, f"{place}: nothing uses {unused}"


def test_each_command_of_a_script_is_one_that_its_program_has() -> None:
    wrong = [
        f"{place}: {problem}"
        for place, script, _, _ in scripts()
        for line in script.replace("\\\n", " ").splitlines()
        for words in commands.commands(line)
        if (problem := commands.problem(words))
    ]
    assert not wrong, "\n".join(wrong)


def test_each_result_is_one_that_a_job_can_have() -> None:
    for text in expressions(tree(PUBLISH)):
        asked = set(re.findall(r"needs\.[\w*-]+\.(\w+)", text))
        assert asked <= {"result", "outputs"}, f"{PUBLISH}: {text}"
        if "result" in asked:
            assert set(re.findall(r"'(\w+)'", text)) <= RESULTS, f"{PUBLISH}: {text}"


def expressions(document: Any) -> list[str]:
    """The texts between `${{` and `}}`. YAML doubles the quotes in a quoted value."""
    text = yaml.safe_dump(document, width=10_000).replace("''", "'")
    return re.findall(r"\$\{\{(.*?)\}\}", text, re.DOTALL)
