"""This guide's project: the rules of fragments and the steps of failure pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.evaluate.environment import Environment
from tests.evaluate.fence_rule import FenceRule, FenceRules
from tests.evaluate.project import Project
from tests.guide import failure_page
from tests.guide.fragment import LANGUAGES, Fragments

#: The evaluator of fragments of .github/workflows/publish.yml.
FRAGMENTS = Fragments()


def project(
    make_environment: Callable[[], Environment], fragments: Fragments = FRAGMENTS
) -> Project:
    """The project of the guide. `make_environment` makes the environment of its pages."""
    rule = FenceRule(fragments.evaluate, "checked", frozenset({"file"}), mutates=False)
    rules = FenceRules(dict.fromkeys(LANGUAGES, rule))
    return Project(make_environment, rules, partial(failure_page.steps, rules=rules))
