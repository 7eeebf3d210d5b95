"""The ledger of the runs, `.cache/verdicts.json`: the last verdict on each fence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypedDict

from overrides.hooks import verdicts
from overrides.hooks.page_digests import joined, page_digest
from tests.pages.copied_text import copied_text
from tests.pages.fences import Fence
from tests.pages.page import Docs, Page
from tests.pages.prerequisites import PrerequisiteProblem, prerequisites
from tests.terminal.whole_file import remove_parts, whole_file

LEDGER = verdicts.LEDGER


class Entry(TypedDict):
    """One fence, as a worker reports it; the process that reports adds the keys of `Run`.

    `page` is a path from the root, `line` the line that opens the fence, `number` its number among
    the `of` fences of the page: two that one line includes have the same line. `verdict` is `ran`,
    `checked`, `shown` or `failed`. `seconds` is how long the evaluation took. `sha256` is the
    digest of the text that a reader copies.
    """

    page: str
    line: int
    number: int
    of: int
    language: str
    verdict: str
    seconds: float
    sha256: str
    page_sha256: str
    prerequisites_sha256: str


class Recorded(Entry):
    """An entry in the ledger: the run that it is from, and that run's commit and tools."""

    ran_at: str
    commit: str | None
    run: str
    tools: Mapping[str, str]


@dataclass(frozen=True)
class PageDigests:
    """A page's own digest, and that of its prerequisites; empty when they cannot run."""

    page: str
    prerequisites: str

    @classmethod
    def of(cls, docs: Docs, page: Page) -> PageDigests:
        """The digests of a page as it was read."""
        try:
            before = joined(_digest(each) for each in prerequisites(docs, page))
        except PrerequisiteProblem:
            before = ""
        return cls(_digest(page), before)


def _digest(page: Page) -> str:
    return page_digest(page.text, map(fence_digest, page.fences))


def fence_digest(fence: Fence) -> str:
    """The digest of the text that a reader copies."""
    return sha256(copied_text(fence).encode()).hexdigest()


def entry(page: Page, index: int, digests: PageDigests, verdict: str, seconds: float) -> Entry:
    """The entry of the page's fence at `index`."""
    fence = page.fences[index]
    return {
        "page": fence.page,
        "line": fence.line,
        "number": index + 1,
        "of": len(page.fences),
        "language": fence.language,
        "verdict": verdict,
        "seconds": round(seconds, 4),
        "sha256": fence_digest(fence),
        "page_sha256": digests.page,
        "prerequisites_sha256": digests.prerequisites,
    }


def save(path: Path, content: Mapping[str, Any]) -> None:
    """Replace the JSON file in one step, so that it is never read half-written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_parts(path.parent)
    with whole_file(path) as file:
        file.write(json.dumps(content, indent=1).encode())
