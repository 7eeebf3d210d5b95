"""The use of the disk by all processes of a confinement together."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from tests.confinement.policy import MEBIBYTE, Limits
from tests.confinement.usage import Usage


def test_what_others_remove_meanwhile_does_not_hide_what_a_program_writes(tmp_path: Path) -> None:
    """The free space of the machine is as before, and still the files are counted."""
    folder, others = tmp_path / "sandbox", tmp_path / "others"
    folder.mkdir()
    _fill(others, 1200 * MEBIBYTE)
    reports: list[str] = []
    limits = replace(Limits(), disk=400 * MEBIBYTE)
    usage = Usage(limits, [str(folder)], reports.append)
    others.unlink()
    _fill(folder / "part", 500 * MEBIBYTE)
    deadline = time.monotonic() + 15
    while not usage.excess() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert reports == ["used more than 400 MiB of disk and were ended"]


def _fill(path: Path, size: int) -> None:
    """Reserve the bytes on the disk, without writing them."""
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)
