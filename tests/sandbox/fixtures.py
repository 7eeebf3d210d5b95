"""Fixtures for tests that need a sandbox, or a shell in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.sandbox import Sandbox

#: Runs a command with bash; a failure is not raised.
RunCommand = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox per process, whose reader has accounts, and no publishers and environments yet.

    A test that changes its state restores it.
    """
    from tests.sandbox.preconditions import PROBLEMS
    from tests.sandbox.sandbox import Sandbox

    try:
        opened = Sandbox()
    except PROBLEMS as problem:
        raise pytest.fail.Exception(str(problem), pytrace=False) from None
    opened.set_up(accounts_only=True)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_service_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a stand-in of its sandbox has recorded errors.

    A test that causes such an error takes it with `sandbox.service_errors()`.
    """
    yield
    if "sandbox" in request.fixturenames:
        opened = request.getfixturevalue("sandbox")
        if sentences := opened.service_errors():
            pytest.fail("\n".join(sentences), pytrace=False)


@pytest.fixture
def restored_sandbox(sandbox: Sandbox) -> Iterator[Sandbox]:
    """The sandbox of this process without earlier refusals; its state is restored afterwards."""
    sandbox.save("before-the-test")
    sandbox.refusals()
    yield sandbox
    sandbox.restore("before-the-test")


@pytest.fixture
def shell(sandbox: Sandbox) -> RunCommand:
    """Runs a command in the reader's clone with the reader's environment."""

    def run(command: str) -> subprocess.CompletedProcess[str]:
        return sandbox.run("bash", "-c", command)

    return run
