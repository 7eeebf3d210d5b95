"""The project of the harness: its environment, its fence rules, its procedure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.evaluate.environment import Environment
from tests.evaluate.fence_rule import FenceRules
from tests.evaluate.local_environment import LocalEnvironment
from tests.evaluate.procedure import Procedure, in_order

if TYPE_CHECKING:
    from pytest import Config


@dataclass(frozen=True)
class Project:
    """The defaults run bash, console, file, diff and Python fences in an empty folder.

    `make_environment` is called once per process, at the first fence that needs it.
    """

    make_environment: Callable[[], Environment] = LocalEnvironment
    rules: FenceRules = field(default_factory=FenceRules)
    procedure: Procedure = in_order


DEFAULTS = Project()


class ProjectHooks:
    """The hook by which a project sets its environment, its fence rules and its procedure."""

    @pytest.hookspec(firstresult=True)
    def pytest_guide_project(self, config: Config) -> Project | None:
        """The project; None for the defaults."""
