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
    """What pytest prints when it collects FILES and ALWAYS."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", *arguments]
    done = subprocess.run(
        [*command, *FILES.values(), ALWAYS],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.stdout + done.stderr


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


def _drawn(*arguments: str) -> set[str]:
    """The tests that a run would play."""
    return {line for line in collected(*arguments).splitlines() if "::" in line}


def test_a_sample_is_drawn_by_the_seed() -> None:
    """The same with the same seed, and others with another."""
    first, again, other = (
        _drawn("-m", "accessibility", "--sample", "5", "--seed", seed) for seed in ("7", "07", "8")
    )
    assert len(first) == 5 and first == again and len(other) == 5 and other != first
    assert first < _drawn("-m", "accessibility")


def test_all_workers_draw_the_same_sample() -> None:
    """xdist refuses a run whose workers have collected different tests."""
    file = "tests/sandbox/runner/test_action_twine.py"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n2", "-m", "preflight", "--sample", "2", file],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "2 passed" in done.stdout, done.stdout


def test_the_line_that_repeats_a_run_has_its_sample() -> None:
    printed = collected("-m", "accessibility", "--sample", "5", "--seed", "7")
    assert "Repeat with: -m 'accessibility' --seed 7 --sample 5" in printed


@pytest.mark.parametrize("arguments", [(), ("-m", "faults"), ("-m", "not drift")])
def test_a_sample_needs_a_marker_and_a_number_from_one(arguments: tuple[str, ...]) -> None:
    number = "0" if "faults" in arguments else "5"
    printed = collected(*arguments, "--sample", number)
    assert printed.strip().startswith("ERROR: --sample: give a number from 1, and -m with ")


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
