"""Four specimens in every run of the tests; `-m preflight` runs all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight.specimens.test_verdicts import check


@pytest.mark.parametrize(
    "name", ["good-release", "bad-renamed-environment", "bad-tag-pattern", "open-skipped"]
)
def test_one_of_each_verdict(tmp_path: Path, name: str) -> None:
    """One of each verdict, and an environment that the publisher does not have."""
    check(tmp_path, name)
