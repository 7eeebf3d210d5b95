"""Where the names come from: this repository's workflow and site configuration."""

from functools import cache
from typing import Any

import pytest
import yaml

from overrides.hooks.facts import PUBLISH, Facts, FactsError, Workflow, read, read_workflow
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
    """A YAML file as mappings, lists and strings, nothing turned into a number or a boolean."""
    try:
        loaded: dict[str, Any] = yaml.load((ROOT / file).read_text(), Loader=yaml.CBaseLoader)
        return loaded
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        sentence = f"{file}:{line}: this is not YAML; {broken.problem}."
    pytest.fail(sentence, pytrace=False)
