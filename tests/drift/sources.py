"""Reads the names from the repository's workflows and mkdocs.yml, for tests."""

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
    """The names; when they cannot be read, the test is skipped.

    test_the_names_can_be_read then fails with the reason.
    """
    try:
        return read(ROOT)
    except FactsError as error:
        pytest.skip(f"the names cannot be read: {error}")


def workflow(file: str) -> Workflow:
    """One workflow file; a broken one fails the test with one sentence."""
    try:
        return read_workflow(ROOT, file)
    except FactsError as error:
        sentence = str(error)
    pytest.fail(sentence, pytrace=False)


def tree(file: str) -> dict[str, Any]:
    """The values of a YAML file, as GitHub reads it."""
    try:
        read: dict[str, Any] = workflow_yaml.parse((ROOT / file).read_text()).value
        return read
    except workflow_yaml.YamlProblem as error:
        sentence = f"{file}:{error.position.line}: this is not valid YAML; {error}."
    pytest.fail(sentence, pytrace=False)
