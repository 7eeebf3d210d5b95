"""The tag of the next release."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight import tag_names, ways
from tests.preflight.packages import Package


@pytest.mark.parametrize(
    ("tags", "version", "tag"),
    [
        ((), None, "v0.1.0"),
        ((), "2.0", "v2.0"),
        (("v1.2.3", "v1.10.0"), None, "v1.10.1"),
        (("1.2.3",), "1.3.0", "1.3.0"),
        (("release-1.0", "nightly"), None, "release-1.1"),
        (("v2.0.0rc1",), None, "v2.0.0"),
        (("pkg/v1.0.0",), "1.1.0", "pkg/v1.1.0"),
    ],
)
def test_the_next_tag_is_in_the_style_of_the_newest(
    tags: tuple[str, ...], version: str | None, tag: str
) -> None:
    assert tag_names.next_tag(tags, version, None) == tag


def test_without_tags_the_filters_of_the_workflow_choose_the_style() -> None:
    assert tag_names.next_tag((), "1.0", {"tags": ["[0-9]*"]}) == "1.0"
    assert tag_names.next_tag((), "1.0", {"tags": ["v*"]}) == "v1.0"


def test_a_tag_follows_those_that_the_filters_admit() -> None:
    """A repository of several packages has tags of several kinds."""
    tags = ("moon-v1.0", "star-v9.0")
    assert tag_names.admitted(tags, {"tags": ["moon-v*"]}) == ["moon-v1.0"]
    assert tag_names.admitted(tags, {"tags": ["v*"]}) == tags
    assert tag_names.next_tag(["moon-v1.0"], None, {"tags": ["moon-v*"]}) == "moon-v1.1"


_TOP = Package("work", "0+local", Path())
_MOON = Package("moon", "2.0", Path("moon"))


@pytest.mark.parametrize(
    ("packages", "tag", "version"),
    [
        ([_TOP, _MOON], "moon-v1.0", "2.0"),
        ([_TOP, _MOON], "moon@1.0", "2.0"),
        ([_TOP, _MOON], "v1.0", None),
        ([_MOON], "v1.0", "2.0"),
        ([], "v1.0", None),
    ],
)
def test_the_version_is_that_of_the_package_that_the_tag_names(
    packages: list[Package], tag: str, version: str | None
) -> None:
    """The package around the others has a local version, and is never released."""
    assert ways.version_for(packages, tag_names.prefix([tag]) or "") == version
