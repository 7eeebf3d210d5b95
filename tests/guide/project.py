"""This guide as a project of the harness: fragments of workflows, and failure pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.evaluate.environment import Environment
from tests.evaluate.fence_rule import FenceRule, FenceRules
from tests.evaluate.project import Project
from tests.guide import failure_page
from tests.guide.fragment import LANGUAGES, Fragments

#: Fragments of this repository's own workflow.
FRAGMENTS = Fragments()


def project(
    make_environment: Callable[[], Environment], fragments: Fragments = FRAGMENTS
) -> Project:
    """The guide, with its pages in the environment that `make_environment` makes."""
    rule = FenceRule(fragments.evaluate, "checked", frozenset({"file"}), mutates=False)
    rules = FenceRules(dict.fromkeys(LANGUAGES, rule))
    return Project(make_environment, rules, partial(failure_page.steps, rules=rules))
