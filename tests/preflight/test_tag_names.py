"""The tag of the next release."""

from __future__ import annotations

import pytest

from tests.preflight import tag_names


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
