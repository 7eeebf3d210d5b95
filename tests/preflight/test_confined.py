"""A kernel that confines nothing: the command asks before it runs another person's jobs."""

from __future__ import annotations

from tests.confinement.level import FULL_ABI, Level
from tests.preflight import confined


def test_without_landlock_the_command_names_its_option() -> None:
    nothing = Level(0, supervised=False, lends_sockets=False)
    said = confined.problem(nothing, unconfined=False)
    assert said and "files" in said and "--unconfined" in said
    assert confined.problem(nothing, unconfined=True) is None


def test_a_kernel_that_confines_files_runs_the_jobs() -> None:
    for abi in (1, FULL_ABI):
        assert confined.problem(Level(abi, True, True), unconfined=False) is None
