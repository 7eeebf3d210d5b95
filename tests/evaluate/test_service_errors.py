"""Errors of an environment's own services after the last fence of a page."""

from __future__ import annotations

from pathlib import Path

from tests.evaluate.example_guide import Guide, fence

_CONFTEST = """
import pytest
from tests.evaluate.local_environment import LocalEnvironment
from tests.evaluate.project import Project

class Environment(LocalEnvironment):
    calls = 0

    def service_errors(self):
        self.calls += 1
        return ["x.py:1: failed"] if self.calls == 2 else []

@pytest.hookimpl
def pytest_guide_project(config):
    return Project(Environment)
"""


def test_an_error_after_the_last_fence_is_an_error_of_the_page(tmp_path: Path) -> None:
    """A run of a workflow may go on after the page; the next page must not be blamed for it."""
    (tmp_path / "conftest.py").write_text(_CONFTEST)
    guide = Guide(tmp_path).write(a=fence("bash", "true"), b=fence("bash", "true"))
    out = guide.pytest("-q", "-rE", "-n", "0")
    assert "2 passed, 1 error" in out and "ERROR docs/a.md::1-bash - Failed: a.md: x.py:1:" in out
