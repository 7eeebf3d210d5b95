"""`python -m tests.evaluate.complete`: whether every block of the site ran in one and this run.

The ledger must have each block of each page as it is on the disk now, from one run of the commit
that is checked out; in CI from the run of this job. Otherwise the site is not to be deployed.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from overrides.hooks import code_blocks, verdicts
from overrides.hooks.head_commit import head
from tests import ROOT
from tests.evaluate.ledger import LEDGER, PageDigests, fence_digest
from tests.evaluate.verdict import FAILED
from tests.pages.page import Docs, Page

#: So many problems are printed.
MOST = 20


def main() -> int:
    """Print what is missing. Return 1 when anything is."""
    found = list(problems(Docs(ROOT), os.environ.get("GITHUB_RUN_ID")))
    for sentence in found[:MOST]:
        print(sentence, file=sys.stderr)
    if len(found) > MOST:
        print(f"and {len(found) - MOST} more", file=sys.stderr)
    if not found:
        print("Every block of every page ran in this run.")
    return 1 if found else 0


def problems(docs: Docs, run: str | None) -> Iterator[str]:
    """Why the site must not be deployed, as sentences that begin with a page or a file.

    `run` is the name of the run that the entries must be from; None allows any one run.
    """
    try:
        ledger = verdicts.read(docs.root / LEDGER)
    except (OSError, verdicts.DamagedLedger) as problem:
        yield f"{LEDGER}: cannot be read: {problem}; run `uv run pytest`"
        return
    commit = head(docs.root)
    if commit is None:
        yield f"{docs.root}: is no git repository, so the commit cannot be compared"
        return
    entries: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entry in ledger["fences"]:
        entries[entry["page"]].append(entry)
    pages, static = site_files(docs.settings)
    expected = {"commit": commit.name, "run": run or ledger["run"]}
    names = [docs.page_name(name) for name in pages]
    for name in names:
        try:
            page = docs.page(name)
        except UnicodeDecodeError:
            yield f"{name}: is not UTF-8"
        else:
            yield from _page_problems(docs, page, entries[name], expected)
    for name in sorted(set(entries) - set(names)):
        yield f"{name}: is in the ledger, and is no page of the site"
    for file in map(docs.page_name, static):
        if code_blocks.blocks((docs.root / file).read_text("utf-8", "replace")):
            yield f"{file}: has blocks, and no test runs those of an HTML file; make it a page"


def site_files(settings: Path) -> tuple[list[str], list[str]]:
    """The pages of the site, and its HTML files that are copied, as paths below the docs folder."""
    from mkdocs.config import load_config
    from mkdocs.structure.files import get_files

    files = get_files(load_config(str(settings)))
    pages = [file.src_uri for file in files.documentation_pages()]
    static = [file.src_uri for file in files if file.src_uri not in pages]
    return pages, [uri for uri in static if uri.endswith((".html", ".htm"))]


def _page_problems(
    docs: Docs, page: Page, found: Sequence[Mapping[str, Any]], expected: Mapping[str, str]
) -> Iterator[str]:  # fmt: skip
    """The first problem of a page, and each of its failed blocks."""
    yield from (
        f"{page.name}:{entry['line']}: failed" for entry in found if entry["verdict"] == FAILED
    )
    if not page.fences and not found:
        return
    digests = PageDigests.of(docs, page)
    if not found:
        yield f"{page.name}: has not run"
    elif [entry["sha256"] for entry in found] != [fence_digest(one) for one in page.fences]:
        yield f"{page.name}: did not run with the blocks that it has now"
    elif {entry["page_sha256"] for entry in found} != {digests.page}:
        yield f"{page.name}: has changed since it ran"
    elif {entry["prerequisites_sha256"] for entry in found} != {digests.prerequisites}:
        yield f"{page.name}: a page that comes before it has changed since it ran"
    for key, value in expected.items():
        place = "in" if key == "run" else "at"
        if others := {str(entry[key]) for entry in found} - {value}:
            yield f"{page.name}: ran {place} another {key}, {min(others)}, and not {place} {value}"


if __name__ == "__main__":
    sys.exit(main())
