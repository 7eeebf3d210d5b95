"""The reports of refused accesses, also of very many and of odd names."""

from __future__ import annotations

from pathlib import Path

from tests.confinement.confinement import Confinement
from tests.confinement.conftest import RunCommand, run_python
from tests.confinement.refused import MOST


def test_a_flood_of_refusals_ends_neither_the_supervisor_nor_the_report(
    run: RunCommand, confinement: Confinement, other: Path
) -> None:
    code = f"""
for number in range(6000):
    try: open(f'{other}/{{number}}' + 'x' * 200, 'w')
    except OSError: pass
"""
    run_python(run, code)
    assert len(confinement.refused()) == MOST
    assert run("true").returncode == 0


def test_a_name_that_does_not_print_is_escaped(
    run: RunCommand, confinement: Confinement, other: Path
) -> None:
    run(f"echo >$'{other}/a\\nb\\e[31m\\xff'")
    assert confinement.refused() == [f"bash may not change {other}/a\\nb\\x1b[31m\\udcff"]
