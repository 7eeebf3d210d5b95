"""The main road and ten pages about failures hold for a project with other names."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest

from overrides.hooks.facts.identity import Identity
from tests.faults.checkout import Checkout
from tests.faults.recorded import fences, fences_in_ledger
from tests.identity.identities import AWKWARD, drawn
from tests.identity.renamed_copy import rename

#: Seconds for both runs at once: six times what they take on two idle processors.
LIMIT = 1500.0
pytestmark = [pytest.mark.identity, pytest.mark.timeout(LIMIT + 60)]

MAIN_ROAD = (
    "docs/setup/before-you-begin.md", "docs/setup/accounts.md", "docs/setup/testpypi.md",
    "docs/setup/pypi.md",
    "docs/setup/environments.md", "docs/publish/dispatch.md", "docs/publish/release.md",
    "docs/verify/install.md", "docs/verify/provenance.md",
)  # fmt: skip
#: Publishers, environments and teams, workflow files, names of files, modules and tokens.
FAILURES = tuple(
    f"docs/troubleshooting/{symptom}.md"
    for symptom in (
        "invalid-publisher", "non-user-identity", "invalid-pending-publisher",
        "unprotected-environment", "workflow-not-found", "reusable-workflow",
        "filename-not-normalized", "token-wrong-project", "package-discovery", "build-failure",
    )
)  # fmt: skip
PAGES = MAIN_ROAD + FAILURES

Run = tuple[Identity, Checkout, subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def runs(seed: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    """A run of PAGES under each identity, in a copy of its own; both have been started."""
    started = {}
    for name, identity in (("drawn", drawn(seed)), ("awkward", AWKWARD)):
        checkout = Checkout(tmp_path_factory.mktemp(name))
        rename(checkout, identity)
        started[name] = identity, checkout, checkout.start("-n", "0", *PAGES, CI="")
    yield started
    for _, _, run in started.values():
        if run.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait(LIMIT)


@pytest.mark.parametrize("name", ["drawn", "awkward"])
def test_the_pages_hold_for_a_project_of_other_names(
    name: str, runs: dict[str, Run], seed: int
) -> None:
    """Every fence of the main road and of ten failure pages has a verdict, and none failed."""
    identity, checkout, run = runs[name]
    status = run.wait(LIMIT)
    printed = checkout.output(run)
    assert status == 0, f"{identity} (seed {seed}) fails:\n{printed[-20_000:]}"
    assert (checkout.root / ".github/workflows" / identity.workflow).is_file()
    assert identity.package in (checkout.root / "docs/setup/pypi.md").read_text()
    assert fences_in_ledger(checkout) == fences(checkout, *PAGES)
