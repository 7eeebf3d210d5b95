"""The stamp at the foot of a page: it counts the blocks that passed if all ran as shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from overrides.hooks.head_commit import Commit
from overrides.hooks.stamp_text import NOT_RUN, Drawn, stamp

PAGE = Drawn("docs/a.md", ["1" * 64, "2" * 64, "3" * 64], "a" * 64, "b" * 64)
RAN_AT = "2026-11-22T10:15:00+00:00"
NOW = datetime.fromisoformat(RAN_AT)
HEAD = Commit("c0ffee", NOW - timedelta(days=1))
RUN = {"ran_at": RAN_AT, "commit": "c0ffee", "run": "7", "tools": {"twine": "7.0.0", "pip": "26"}}
LATER = "changed since it last ran on <time"
OTHER = "in another version of this guide"


def row(number: int, verdict: str = "ran", **changed: object) -> dict[str, Any]:
    """The entry of a block of PAGE."""
    return {
        "page": PAGE.name, "line": 3 * number, "number": number, "of": len(PAGE.blocks),
        "language": "bash", "verdict": verdict, "seconds": 0.1, "sha256": PAGE.blocks[number - 1],
        "page_sha256": PAGE.digest, "prerequisites_sha256": PAGE.prerequisites, **RUN, **changed,
    }  # fmt: skip


def rows(*given: str) -> list[dict[str, Any]]:
    return [row(number, verdict) for number, verdict in enumerate(given, 1)]


PASSED = rows("ran", "checked", "shown")


def test_the_stamp_counts_passed_and_shown_blocks() -> None:
    assert stamp(PASSED, PAGE, HEAD) == (
        f'Ran <time datetime="{RAN_AT}">22 November 2026</time>: 2 of 2 blocks passed'
        " (1 more only shown), with twine 7.0.0, pip 26."
    )


@pytest.mark.parametrize("commit", [HEAD, None, Commit("decaf", NOW)])
def test_a_failed_block_is_never_drawn_as_passed(commit: Commit | None) -> None:
    text = stamp(rows("ran", "failed", "ran"), PAGE, commit)
    assert text.startswith("<strong>1 of 3 blocks failed</strong> when they last ran, on <time")
    assert "passed" not in text and "Ran" not in text


CHANGED = {
    "block": [*PASSED[:2], row(3, sha256="0" * 64)],
    "missing": PASSED[:2],
    "added": [*PASSED, row(3)],
    "duplicate": [PASSED[0], *PASSED],
    "shuffled": [PASSED[1], PASSED[0], PASSED[2]],
    "of-a-longer-page": [{**each, "of": 4} for each in PASSED],
    "another-number": [{**each, "number": 1} for each in PASSED],
    "page": [{**each, "page_sha256": "0" * 64} for each in PASSED],
    "prerequisites": [{**each, "prerequisites_sha256": "0" * 64} for each in PASSED],
    "no-prerequisites": [{**each, "prerequisites_sha256": ""} for each in PASSED],
}


@pytest.mark.parametrize("entries", CHANGED.values(), ids=CHANGED)
def test_a_page_that_is_not_as_it_ran_has_changed_since(entries: list[dict[str, Any]]) -> None:
    text = stamp(entries, PAGE, HEAD)
    assert LATER in text and "22 November 2026" in text and "passed" not in text


def test_identical_blocks_are_told_apart_by_their_number() -> None:
    page = replace(PAGE, blocks=["1" * 64] * 3)
    same = [{**each, "sha256": "1" * 64} for each in PASSED]
    assert "2 of 2 blocks passed" in stamp(same, page, HEAD)
    assert LATER in stamp([same[0], same[0], same[2]], page, HEAD)


VERSIONS = {
    "another-commit": (PASSED, Commit("decaf", HEAD.date)),
    "no-repository": (PASSED, None),
    "recorded-without-a-commit": ([{**each, "commit": None} for each in PASSED], HEAD),
    "of-2019": ([{**each, "ran_at": "2019-01-01T00:00:00+00:00"} for each in PASSED], HEAD),
    "of-the-future": ([{**each, "ran_at": "2999-01-01T00:00:00+00:00"} for each in PASSED], HEAD),
    "of-two-runs": ([*PASSED[:2], row(3, run="8")], HEAD),
}


@pytest.mark.parametrize(("entries", "commit"), VERSIONS.values(), ids=VERSIONS)
def test_what_ran_elsewhere_has_not_passed_here(
    entries: list[dict[str, Any]], commit: Commit | None
) -> None:
    """The blocks are the same, but the workflow, the stand-ins and the tests may not be."""
    text = stamp(entries, PAGE, commit)
    assert text.startswith("The blocks of this page last ran on <time") and OTHER in text
    assert "passed" not in text


def test_without_a_repository_a_run_without_a_commit_counts() -> None:
    """Such as in an archive of the project."""
    assert "2 of 2" in stamp([{**each, "commit": None} for each in PASSED], PAGE, None)


def test_names_and_versions_of_tools_are_escaped() -> None:
    entries = [{**each, "tools": {"<b>twine": "7&0"}} for each in PASSED]
    assert stamp(entries, PAGE, HEAD).endswith(", with &lt;b&gt;twine 7&amp;0.")


def test_a_page_that_is_not_in_the_ledger_has_not_run() -> None:
    assert stamp([], PAGE, HEAD) == NOT_RUN
