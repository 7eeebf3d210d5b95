"""Tests with a marker of `guide_on_request_marks` run with `-m MARKER` only, and something asks."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache

import pytest

from tests import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
#: A file of each marker, and one that always runs.
FILES = {
    "accessibility": "tests/browser/test_each_page.py",
    "faults": "tests/faults/test_index_gone.py",
    "identity": "tests/identity/test_played.py",
    "preflight": "tests/preflight/specimens/test_verdicts.py",
}
ALWAYS = "tests/identity/test_identities.py"


@cache
def collected(*arguments: str) -> str:
    """What pytest prints at the end of the collection of FILES and ALWAYS."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", *arguments]
    done = subprocess.run(
        [*command, *FILES.values(), ALWAYS],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("arguments", [(), ("-m", "not drift"), ("-k", "test")])
def test_an_ordinary_run_deselects_them(arguments: tuple[str, ...]) -> None:
    """Also a run whose `-m` names another marker."""
    printed = collected(*arguments)
    assert ALWAYS in printed and "deselected" in printed
    assert not [file for file in FILES.values() if file in printed]


@pytest.mark.parametrize("marker", FILES)
def test_the_marker_selects_them_alone(marker: str) -> None:
    printed = collected("-m", marker)
    assert [file for file in (*FILES.values(), ALWAYS) if file in printed] == [FILES[marker]]


def test_the_seed_is_printed() -> None:
    """A run that failed can be repeated."""
    assert "Repeat with: -m 'identity' --seed 7" in collected("-m", "identity", "--seed", "7")
    assert "Repeat with" not in collected()


#: Lighthouse's scores depend on what else the machine does, so its own job asks for them.
BY_ITSELF = "lighthouse"


def test_every_marker_is_known() -> None:
    """The file with `lighthouse` has a test for every run, too, so it is not among FILES."""
    assert set(SETTINGS["guide_on_request_marks"]) == {*FILES, BY_ITSELF}


@pytest.mark.parametrize(
    ("file", "markers"),
    [(".ci/run", set(FILES)), (".github/workflows/docs.yml", {*FILES, BY_ITSELF})],
)
def test_every_marker_is_asked_for(file: str, markers: set[str]) -> None:
    """By what CI does on a clean clone, and every night."""
    text = (ROOT / file).read_text()
    assert all(f"run --locked pytest -m {marker}" in text for marker in markers)
