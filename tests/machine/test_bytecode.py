"""The packages are compiled beside a run, and a run's end does not wait for them."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

from tests.machine.bytecode import Compilation


def test_modules_are_compiled_whatever_the_environment_says(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("a = 1\n")
    compilation = Compilation(tmp_path)
    compilation.wait(60)
    assert compilation.end()
    assert Path(importlib.util.cache_from_source(str(module))).is_file()


def test_the_end_does_not_wait(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"module{number}.py").write_text("a = 1\n" * 100)
    compilation = Compilation(tmp_path)
    begun = time.monotonic()
    assert not compilation.end()
    assert time.monotonic() - begun < 5
    assert len(list(tmp_path.glob("__pycache__/*"))) < 3000
