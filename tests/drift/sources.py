"""Where the names come from: this repository's workflow and site configuration."""

from functools import cache
from typing import Any

import pytest

from overrides.hooks.facts import (
    PUBLISH,
    Facts,
    FactsError,
    Workflow,
    read,
    read_workflow,
    workflow_yaml,
)
from tests import ROOT

WORKFLOWS = sorted(f".github/workflows/{p.name}" for p in (ROOT / PUBLISH).parent.iterdir())


@cache
def facts() -> Facts:
    """The names. While they cannot be read, test_the_names_can_be_read fails and the rest waits."""
    try:
        return read(ROOT)
    except FactsError as broken:
        pytest.skip(f"there are no names to hold against: {broken}")


def workflow(file: str) -> Workflow:
    """One workflow file; a broken one ends the test with its sentence."""
    try:
        return read_workflow(ROOT, file)
    except FactsError as broken:
        sentence = str(broken)
    pytest.fail(sentence, pytrace=False)


def tree(file: str) -> dict[str, Any]:
    """The values of a YAML file, as GitHub reads it."""
    try:
        read: dict[str, Any] = workflow_yaml.parse((ROOT / file).read_text()).value
        return read
    except workflow_yaml.YamlProblem as broken:
        sentence = f"{file}:{broken.position.line}: this is not valid YAML; {broken}."
    pytest.fail(sentence, pytrace=False)
