"""Reads the names from the repository's workflows and mkdocs.yml, for tests."""

from functools import cache
from typing import Any

import pytest
import yaml

from overrides.hooks.facts import PUBLISH, Facts, FactsError, Workflow, read, read_workflow
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
    """A YAML file as mappings, lists and strings; numbers and booleans stay strings."""
    try:
        loaded: dict[str, Any] = yaml.load((ROOT / file).read_text(), Loader=yaml.CBaseLoader)
        return loaded
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        sentence = f"{file}:{line}: this is not YAML; {broken.problem}."
    pytest.fail(sentence, pytrace=False)
