"""The files of the machine that programs may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.confinement import machine_paths


@pytest.mark.parametrize("folder", ["bin", ".local/bin"])
def test_a_program_in_the_home_opens_no_other_file_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Installers put single programs into ~/.local/bin."""
    monkeypatch.setenv("HOME", str(tmp_path))
    program = tmp_path / folder / "node"
    program.parent.mkdir(parents=True)
    program.touch()
    inside = [path for path in machine_paths.readable([program]) if path.startswith(str(tmp_path))]
    assert inside == [str(program)]
