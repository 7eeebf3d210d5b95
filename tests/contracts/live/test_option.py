"""`--live` itself, by runs of its own: the road that it takes here leads into a sandbox.

The sandbox's proxy stands for the machine's; whatever else is asked for, it refuses and reports.
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
from tests.contracts.live.conftest import begin
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served

if TYPE_CHECKING:
    from tests.sandbox.sandbox import Sandbox

HERE = Path(__file__).parent
#: The project's own options would start workers and write the ledger of the pages.
PYTEST = (
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-o",
    "addopts=",
    "-p",
    "tests.contracts.live.live_option",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore",
)

#: Installed plugins take longer to load than the tests to run; without a terminal lines stay whole.
BARE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CI": "true"}


@pytest.fixture
def reality(sandbox: Sandbox, served: Served, signers: Signers) -> Iterator[Sandbox]:
    """A sandbox as the real services are: sampleproject is on PyPI, and nothing lies behind it."""
    index = sandbox.indexes["pypi"]
    before, dependencies = index.state, index.dependencies
    begin(served, signers, next(row for row in own_rows("read_api") if row["id"] == "read-137"))
    index.state, index.dependencies = served.state, replace(dependencies, fallback=None)
    sandbox.blocked_hosts()
    yield sandbox
    index.state, index.dependencies = before, dependencies
    sandbox.refusals()


def run(world: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest on this machine as if its road led to the real services."""
    environment = {**world.environment, "GH_TOKEN": world.secrets()[0], **BARE}
    command = [*PYTEST, *arguments, str(HERE)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def counts(text: str) -> dict[str, int]:
    return {what: int(number) for number, what in re.findall(r"(\d+) (\w+)", text.splitlines()[-1])}


def test_live_asks_the_services_by_name_and_nothing_else(reality: Sandbox) -> None:
    """Every real service is asked on the machine's road; the stand-ins' tests are left out."""
    done = run(reality, "--live")
    assert done.returncode == 0, done.stdout
    assert counts(done.stdout)["passed"] > 20 and counts(done.stdout)["deselected"] > 20
    assert "skipped" not in counts(done.stdout)
    assert reality.blocked_hosts() == []


def test_a_service_that_has_moved_is_named_in_a_sentence(reality: Sandbox) -> None:
    """The sentence says who, what was asked, what came, and what to do; there is no traceback."""
    reality.indexes["pypi"].state.flags.add("disallow-oidc")
    done = run(reality, "--live", "-k", "mint-2517")
    found = counts(done.stdout)
    assert (done.returncode, found["failed"], found["passed"]) == (1, 1, 1)  # TestPyPI passes.
    said = re.search(r"^pypi\.org answers .*$", done.stdout, re.MULTILINE)
    assert said and "403 Forbidden, unlike mint-2517" in said[0]
    assert "GET /_/oidc/audience" in said[0] and "change the stand-in" in said[0]
    assert "Traceback" not in done.stdout


def test_without_the_option_no_real_service_is_asked() -> None:
    """The live tests are deselected, not skipped, and the stand-ins' are there."""
    command = [*PYTEST, "--collect-only", str(HERE)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **BARE}, capture_output=True, text=True, check=True
    )
    listed = done.stdout
    assert re.search(r"\d+/\d+ tests collected \(\d+ deselected\)", listed)
    assert "[stand-in" in listed and "[real" not in listed
