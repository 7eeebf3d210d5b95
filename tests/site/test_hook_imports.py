"""How MkDocs loads the hooks: each module of overrides/hooks once."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import ROOT

#: Loads the site's settings twice, as `mkdocs serve` does, and prints each loaded module's file.
LOAD = """
import json, sys
from mkdocs.config import load_config
for _ in range(2):
    load_config(sys.argv[1])
files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
print(json.dumps(files))
"""


@pytest.fixture(scope="module")
def loaded() -> dict[str, Path]:
    """The modules below overrides/ by name; `-I` keeps the repository's root off `sys.path`."""
    command = [sys.executable, "-I", "-c", LOAD, str(ROOT / "mkdocs.yml")]
    done = subprocess.run(
        command, cwd="/", capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    files = {name: Path(file) for name, file in json.loads(done.stdout).items() if file}
    return {name: file for name, file in files.items() if file.is_relative_to(ROOT / "overrides")}


def test_no_module_of_the_hooks_is_loaded_twice(loaded: dict[str, Path]) -> None:
    """Two copies of `facts` have two `FactsError`s, and one is not caught as the other."""
    twice = [str(file) for file, count in Counter(loaded.values()).items() if count > 1]
    assert twice == []


def test_hooks_share_modules_under_their_full_names(loaded: dict[str, Path]) -> None:
    shared = {"overrides.hooks.facts", "overrides.hooks.failures", "overrides.hooks.code_blocks"}
    assert shared <= set(loaded)
    assert not {"facts", "failures", "code_blocks"} & set(loaded)
