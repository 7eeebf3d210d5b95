"""Each expression of publish.yml names something that the workflow or GitHub has.

A name that GitHub does not know is an empty text, and no error.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.sources import facts, tree

pytestmark = pytest.mark.drift

EXPRESSION = re.compile(r"\b(env|needs|inputs)\.([\w*-]+)((?:\.\w+)*)")
OUTPUT = re.compile(r"\bsteps\.(?P<id>[\w-]+)\.(?P<rest>[\w.-]+)")
#: What expressions of a workflow use of the event and the run:
#: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
CONTEXT = {
    "actor", "actor_id", "api_url", "base_ref", "event", "event_name", "head_ref", "job", "ref",
    "ref_name", "ref_protected", "ref_type", "repository", "repository_id", "repository_owner",
    "run_attempt", "run_id", "run_number", "server_url", "sha", "token", "triggering_actor",
    "workflow", "workflow_ref", "workflow_sha", "workspace",
}  # fmt: skip


def test_each_expression_names_something_that_exists() -> None:
    """A variable of the workflow, an input, a job that the job needs, or its output."""
    document = tree(PUBLISH)
    outputs = {name: set(job.get("outputs", ())) for name, job in document["jobs"].items()}
    for name, body in document["jobs"].items():
        for context, key, rest in EXPRESSION.findall(yaml.safe_dump(body)):
            if context == "env":
                assert key in document["env"], f"{PUBLISH}: {name}: env.{key} is not set"
            elif context == "needs" and key != "*":
                assert key in body["needs"], f"{PUBLISH}: {name} does not need {key}"
                assert rest == ".result" or rest.removeprefix(".outputs.") in outputs[key]
            elif context == "inputs":
                assert key in {each.name for each in facts().workflow.inputs}


def test_each_expression_names_an_output_of_an_earlier_step() -> None:
    named = 0
    for name, job in tree(PUBLISH)["jobs"].items():
        written = {each["id"]: outputs(each) for each in job["steps"] if "id" in each}
        for found in OUTPUT.finditer(yaml.safe_dump(job)):
            known = {f"outputs.{each}" for each in written.get(found["id"], ())}
            assert found["rest"] in known, f"{PUBLISH}: {name}: there is no {found[0]}"
            named += 1
    assert named > 1


def outputs(step: dict[str, Any]) -> set[str]:
    """What the script of a step writes to its outputs."""
    lines = step.get("run", "").splitlines()
    return {
        found[1]
        for line in lines
        if "$GITHUB_OUTPUT" in line and (found := re.search(r'["\s](\w+)=', line))
    }


def test_each_expression_names_a_value_that_github_has() -> None:
    found = re.findall(r"\$\{\{(.*?)\}\}|\bif: (.*)", (ROOT / PUBLISH).read_text("utf-8"))
    names = re.findall(r"\bgithub\.(\w+)", " ".join(map("".join, found)))
    assert len(names) > 4
    assert not [each for each in names if each not in CONTEXT]
