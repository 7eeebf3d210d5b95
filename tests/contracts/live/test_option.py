"""Runs pytest with `--live` in a sandbox, whose stand-ins answer for the real services.

The sandbox's proxy refuses requests to any other host and records the host.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import ROOT
from tests.contracts.jwts import Signers
from tests.contracts.live.conftest import set_state
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served

if TYPE_CHECKING:
    from tests.sandbox.sandbox import Sandbox

HERE = Path(__file__).parent
#: Without the project's `addopts`, which would start workers and overwrite the pages' ledger;
#: not strict, since the plugins that know the other settings are in them.
PYTEST = (
    sys.executable, "-m", "pytest", "-q", "-o", "addopts=", "-o", "strict=false", "-W", "ignore",
    "-p", "tests.contracts.live.live_option", "-p", "no:cacheprovider",
)  # fmt: skip
#: Loading installed plugins takes longer than these tests; with CI set pytest does not cut lines.
VARIABLES = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CI": "true"}


@pytest.fixture
def published_sandbox(
    restored_sandbox: Sandbox, served: Served, signers: Signers
) -> Iterator[Sandbox]:
    """The sandbox with sampleproject on PyPI, as on the real PyPI, and without the index mirror."""
    index = restored_sandbox.indexes["pypi"]
    dependencies = index.dependencies
    row = next(row for row in own_rows("read_api") if row["id"] == "read-137")
    set_state(served, signers, row)
    index.state, index.dependencies = served.state, replace(dependencies, fallback=None)
    restored_sandbox.blocked_hosts()
    yield restored_sandbox
    index.dependencies = dependencies


def run(sandbox: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with the sandbox's proxy, so that the stand-ins answer for the real services.

    The addresses that the texts link are of many other services.
    """
    environment = {**sandbox.environment, "GH_TOKEN": sandbox.secrets()[0], **VARIABLES}
    command = [*PYTEST, *arguments, f"--ignore={HERE / 'test_addresses.py'}", str(HERE)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


def counts(output: str) -> dict[str, int]:
    """pytest's last line, as outcome → number of tests."""
    found = re.findall(r"(\d+) (\w+)", output.splitlines()[-1])
    return {outcome: int(number) for number, outcome in found}


def test_live_sends_requests_to_the_real_services_only(published_sandbox: Sandbox) -> None:
    """The requests use the proxy of the environment; the tests of the stand-ins are deselected."""
    done = run(published_sandbox, "--live")
    assert done.returncode == 0, done.stdout
    assert counts(done.stdout)["passed"] > 20 and counts(done.stdout)["deselected"] > 20
    assert "skipped" not in counts(done.stdout)
    assert published_sandbox.blocked_hosts() == []


def test_a_service_with_another_answer_is_reported_in_one_sentence(
    published_sandbox: Sandbox,
) -> None:
    """The sentence has the service, the request, the answer and the advice, without a traceback."""
    published_sandbox.indexes["pypi"].state.flags.add("disallow-oidc")
    done = run(published_sandbox, "--live", "-k", "mint-2517")
    found = counts(done.stdout)
    assert (done.returncode, found["failed"], found["passed"]) == (1, 1, 1)  # TestPyPI agrees
    sentence = re.search(r"^pypi\.org answers .*$", done.stdout, re.MULTILINE)
    assert sentence and "403 Forbidden, unlike mint-2517" in sentence[0]
    assert "GET /_/oidc/audience" in sentence[0] and "change the stand-in" in sentence[0]
    assert "Traceback" not in done.stdout


def test_without_the_option_the_live_tests_are_deselected() -> None:
    """They are not skipped; the tests of the stand-ins are collected."""
    command = [*PYTEST, "--collect-only", str(HERE)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **VARIABLES},
        capture_output=True,
        text=True,
        check=True,
        timeout=280,
    )
    collected = done.stdout
    assert re.search(r"\d+/\d+ tests collected \(\d+ deselected\)", collected)
    assert "[stand-in" in collected and "[real" not in collected
