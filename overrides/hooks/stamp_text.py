"""The stamp of a page: what the ledger says of the page as it is drawn, in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from overrides.hooks import verdicts
from overrides.hooks.head_commit import Commit

NOT_RUN = "The blocks of this page were not run in this build."
CHANGED = "This page, or one that comes before it, has changed since it last ran on {}."
OTHER = "The blocks of this page last ran on {}, in another version of this guide."
#: Clocks of two machines differ by less.
TOLERANCE = timedelta(hours=1)

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A page of this build: the digests of its blocks, of itself, and of what is played before."""

    name: str
    blocks: Sequence[str]
    digest: str
    prerequisites: str


def stamp(entries: Sequence[Entry], page: Drawn, commit: Commit | None) -> str:
    """The stamp, a sentence, which is understood without colours.

    Blocks have passed only when all of them ran in one run of this commit, with the text that is
    drawn here, on the page and after the pages that are drawn here.
    """
    if not entries:
        return NOT_RUN
    day = _day(min(verdicts.date(entry["ran_at"]) for entry in entries))
    if not _is_of(page, entries):
        return CHANGED.format(day)
    count = Counter(entry["verdict"] for entry in entries)
    ran, tools = count["ran"] + count["checked"], _tools(entries)
    if count["failed"]:
        failed = f"{count['failed']} of {ran + count['failed']} blocks failed"
        return f"<strong>{failed}</strong> when they last ran, on {day}, with {tools}."
    if not _is_one_run_of(commit, entries):
        return OTHER.format(day)
    shown = f" ({count['shown']} more only shown)" if count["shown"] else ""
    return f"Ran {day}: {ran} of {ran} blocks passed{shown}, with {tools}."


def _is_of(page: Drawn, entries: Sequence[Entry]) -> bool:
    """Whether the entries are those of the page as it is drawn: each block once, and in order."""
    return [entry["sha256"] for entry in entries] == list(page.blocks) and all(
        (entry["number"], entry["of"]) == (number, len(page.blocks))
        and entry["page_sha256"] == page.digest
        and entry["prerequisites_sha256"] == page.prerequisites
        for number, entry in enumerate(entries, 1)
    )


def _is_one_run_of(commit: Commit | None, entries: Sequence[Entry]) -> bool:
    """Whether they are from one run of the commit, which is neither older nor in the future."""
    if any(entry["commit"] != (commit and commit.name) for entry in entries):
        return False
    dates = [verdicts.date(entry["ran_at"]) for entry in entries]
    old = commit is not None and min(dates) < commit.date - TOLERANCE
    return len({entry["run"] for entry in entries}) == 1 and not (
        old or max(dates) > datetime.now(UTC) + TOLERANCE
    )


def _day(time: datetime) -> str:
    return f'<time datetime="{time.isoformat()}">{time.day} {time:%B %Y}</time>'


def _tools(entries: Sequence[Entry]) -> str:
    """The tools of the entries that failed, or else of all, with their versions."""
    failed = [entry for entry in entries if entry["verdict"] == "failed"]
    tools = {pair: None for entry in failed or entries for pair in entry["tools"].items()}
    return ", ".join(escape(f"{name} {version}") for name, version in tools)
