"""What the files of each specimen show: its trap and no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.preflight.specimens.specimen import FOLDER, SLUG, WORKFLOW, make, names, read
from tests.preflight.static.contexts import Trigger
from tests.preflight.static.examine import examine


@pytest.mark.parametrize("name", names())
def test_the_files_show_the_trap_and_no_other(tmp_path: Path, name: str) -> None:
    """Errors and warnings by their rules, and the values of the forms."""
    specimen = read(name)
    trigger = Trigger(specimen.event, specimen.tag, specimen.inputs)
    publishers, findings = examine(make(name, tmp_path), WORKFLOW, trigger, SLUG)
    found = {each.rule: each for each in findings if each.level != "note"}
    assert sorted(found) == sorted(specimen.findings), findings
    assert {(p.index, p.job, p.environment or "") for p in publishers} == set(specimen.publishers)
    for each in findings:
        path, _, line = each.where.rpartition(":")
        text = (tmp_path / name / path).read_text(encoding="utf-8").splitlines()
        assert 1 <= int(line) <= len(text), each


def test_the_files_of_a_project_are_read_in_two_seconds_of_the_processor() -> None:
    """Of this process and of the programs that it starts; the clock also counts other tests."""
    begun = os.times()
    examine(ROOT, PUBLISH)
    ended = os.times()
    assert sum(ended[:4]) - sum(begun[:4]) < 2


def test_half_of_the_specimens_would_not_publish() -> None:
    """30 at least; what the files alone do not show is left to the run."""
    specimens = [read(name) for name in names()]
    broken = [each for each in specimens if each.verdict != "would publish"]
    assert len(specimens) >= 30 and 2 * len(broken) >= len(specimens)
    assert sum(bool(each.findings) for each in broken) >= 15
    assert all(each.page for each in specimens if each.verdict == "would not publish" and not
               each.findings)  # fmt: skip


def test_every_specimen_says_something_of_its_own() -> None:
    assert len({read(name).says for name in names()}) == len(names())
    bases = {path.name for path in (FOLDER / "base").iterdir()} - {"common"}
    assert {read(name).base for name in names()} == bases
