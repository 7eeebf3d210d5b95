"""The checks before a sandbox opens."""

from __future__ import annotations

import sys

import pytest

from tests.sandbox.preconditions import PROBLEMS, check_system


def test_another_system_is_refused_in_one_sentence() -> None:
    check_system(sys.platform)
    with pytest.raises(PROBLEMS) as raised:
        check_system("darwin")
    assert str(raised.value) == (
        "the sandbox runs on Linux only, and this is darwin: run it in a container, see README.md"
    )
