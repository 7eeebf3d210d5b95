"""What a checkout asks for and no copy has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight import absent_files


@pytest.mark.parametrize(
    ("given", "file", "text", "what"),
    [
        ({"submodules": True}, ".gitmodules", "[submodule]", "the submodules"),
        ({"submodules": "recursive"}, ".gitmodules", "[submodule]", "the submodules"),
        ({"submodules": False}, ".gitmodules", "[submodule]", None),
        ({"submodules": True}, "README.md", "", None),
        ({"lfs": True}, ".gitattributes", "*.bin filter=lfs", "the files of Git LFS"),
        ({"lfs": True}, ".gitattributes", "*.bin binary", None),
    ],
)
def test_what_a_checkout_asks_for_and_is_not_here_is_listed(
    tmp_path: Path, given: dict[str, object], file: str, text: str, what: str | None
) -> None:
    (tmp_path / file).write_text(text)
    step = {"uses": "actions/checkout@v7", "with": given}
    found = list(absent_files.notes(tmp_path, "build", [{"run": "make"}, step]))
    assert [each.what for each in found] == [f"{what} in the job `build`"] * (what is not None)
    assert not any(each.matters for each in found)
    if what:
        assert absent_files.blamed("build", None, found) == f"{found[0].what} are not here"
        assert absent_files.blamed("upload", None, found) is None
        assert absent_files.blamed("build", "invalid-publisher", found) is None
