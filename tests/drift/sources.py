"""Where the names come from: this repository's workflow and site configuration."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from overrides.hooks.facts import PUBLISH, Facts, FactsError, Workflow, read, read_workflow

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted(f".github/workflows/{p.name}" for p in (ROOT / PUBLISH).parent.iterdir())


@cache
def facts() -> Facts:
    """The names; a broken file fails the test with its one sentence."""
    try:
        return read(ROOT)
    except FactsError as broken:
        pytest.fail(str(broken), pytrace=False)


def workflow(file: str) -> Workflow:
    """One workflow file, and the same sentence when it is broken."""
    try:
        return read_workflow(ROOT, file)
    except FactsError as broken:
        pytest.fail(str(broken), pytrace=False)


def tree(file: str) -> dict[str, Any]:
    """A YAML file as mappings, lists and strings, nothing turned into a number or a boolean."""
    try:
        loaded: dict[str, Any] = yaml.load((ROOT / file).read_text(), Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        pytest.fail(f"{file}:{line}: this is not YAML; {broken.problem}.", pytrace=False)
    return loaded
