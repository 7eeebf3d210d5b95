"""What the publishing action uploads, and what it leaves out the second time."""

from __future__ import annotations

from tests.sandbox.actors.guest_runs import BUILD, CHECKOUT, passes, publish, start
from tests.sandbox.sandbox import Sandbox


def test_hidden_files_beside_the_distributions_are_not_uploaded(restored_sandbox: Sandbox) -> None:
    """uv writes `dist/.gitignore`; the shell's `dist/*` leaves it out, and so does the action."""
    restored_sandbox.set_up()
    log = passes(start(restored_sandbox, CHECKOUT, BUILD, {"run": "ls -A dist"}, publish()))
    assert ".gitignore" in log and "Uploading .gitignore" not in log


def test_what_is_on_pypi_already_is_skipped(restored_sandbox: Sandbox) -> None:
    """twine asks PyPI first, at its old address, pypi.python.org."""
    restored_sandbox.set_up()
    restored_sandbox.github.state.environments.clear()
    url = {"repository-url": "https://upload.pypi.org/legacy/", "skip-existing": True}
    build = {"run": "SETUPTOOLS_SCM_PRETEND_VERSION=3.0 uv build --quiet"}
    run = start(restored_sandbox, CHECKOUT, build, publish(**url), environment="pypi")
    assert "Skipping" not in passes(run)
    restored_sandbox.github.runner.rerun(run)
    assert "Skipping" in passes(run)


def test_testpypi_takes_the_same_build_again(restored_sandbox: Sandbox) -> None:
    """hatchling builds the same bytes, and twine asks only PyPI first (twine/repository.py)."""
    restored_sandbox.set_up()
    build = {"run": "SETUPTOOLS_SCM_PRETEND_VERSION=3.0 uv build --quiet"}
    run = start(restored_sandbox, CHECKOUT, build, publish(**{"skip-existing": True}))
    passes(run)
    restored_sandbox.github.runner.rerun(run)
    log = passes(run)
    assert "View at:" in log and "Skipping" not in log
