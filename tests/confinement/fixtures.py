"""A fixture for tests that start confined programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.confinement import machine_paths
from tests.confinement.confinement import Confinement
from tests.confinement.policy import Policy
from tests.confinement.programs import Programs


@pytest.fixture
def confinement(tmp_path: Path) -> Iterator[Confinement]:
    """A confinement whose programs may write in `tmp_path`."""
    opened = Confinement(tmp_path, [tmp_path])
    yield opened
    opened.close()


@pytest.fixture
def confined_programs(confinement: Confinement, tmp_path: Path) -> Programs:
    """Programs that read the system and the tests, write in `tmp_path`, and connect to nothing."""
    readable = (*machine_paths.readable([]), str(ROOT / "tests"))
    written = (str(tmp_path), *machine_paths.DEVICES)
    return Programs(confinement, Policy(readable, written, machine_paths.LISTED))
