"""Checks of more than an upload: the newest wheel, a run besides, what is still on main."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guide.remedies import on_index, runs
from tests.guide.remedies.remedy import Check, all_of
from tests.guide.remedies.traces import off_main
from tests.guide.test_remedies import Change, nothing, published, upload, without_upload
from tests.sandbox.actors import commits, existing_releases
from tests.sandbox.pypi import wheel_record
from tests.sandbox.sandbox import Sandbox

RECORDED = on_index.recorded_wheel_published("testpypi", "{module}/cli.py")
UPLOADED_BY_RUN = all_of([on_index.uploaded("testpypi"), runs.run_published("testpypi")], ())


def uploaded_and_told(sandbox: Sandbox) -> None:
    """The newest wheel differs from its RECORD, and TestPyPI's mail says so."""
    upload(sandbox)
    _, wheel = existing_releases.file_names(sandbox, "0.1.0")
    mail = wheel_record.mail(sandbox.facts.package, wheel)
    sandbox.indexes["testpypi"].state.mails.append(mail)


@pytest.mark.parametrize(
    ("check", "change", "sentence"),
    [
        (RECORDED, nothing, "no new file of the project is on test.pypi.org"),
        (RECORDED, uploaded_and_told, "0.1.0-py3-none-any.whl differs from its RECORD"),
        (UPLOADED_BY_RUN, upload, "has no run"),
        (UPLOADED_BY_RUN, without_upload, "no new file"),
        (UPLOADED_BY_RUN, published, None),
    ],
)
def test_each_part_of_a_check_is_judged(
    restored_sandbox: Sandbox, check: Check, change: Change, sentence: str | None
) -> None:
    judge = check.begin(restored_sandbox)
    change(restored_sandbox)
    judged = judge()
    assert (judged is None) == (sentence is None) and (sentence or "") in (judged or "")


def test_a_file_is_off_main_when_no_folder_of_the_newest_commit_has_it(
    restored_sandbox: Sandbox,
) -> None:
    probe = off_main(["first.bin"])

    def delete(folder: Path) -> None:
        (folder / "src/first.bin").unlink()

    commits.commit_file(restored_sandbox, "src/first.bin", "a recording", "Record a host")
    assert probe(restored_sandbox) == "src/first.bin is still on main"
    commits.commit_change(restored_sandbox, "Remove the recording", delete)
    assert probe(restored_sandbox) is None
