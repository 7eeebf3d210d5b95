"""A workflow is not run on a kernel that cannot confine it, unless that is asked for."""

from __future__ import annotations

import pytest

from tests.confinement.level import Level
from tests.preflight.__main__ import too_open


@pytest.mark.parametrize(
    ("machine", "missing"),
    [
        (Level(0, supervised=False, lends_sockets=False), "files, TCP connections, signals"),
        (Level(5, supervised=True, lends_sockets=True), "signals"),
        (Level(7, supervised=True, lends_sockets=False), "a connection whose address changes"),
    ],
)
def test_less_than_full_confinement_is_one_sentence(machine: Level, missing: str) -> None:
    sentence = too_open(machine)
    assert sentence and missing in sentence and "--unconfined" in sentence


def test_full_confinement_needs_no_option() -> None:
    assert too_open(Level(7, supervised=True, lends_sockets=True)) is None
