"""What a run changes in the ledger: whole pages, and failures; the rest of it stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tests.evaluate.ledger import Entry, Recorded, fence_digest
from tests.evaluate.verdict import FAILED
from tests.pages.page import Docs

#: The entries of one page by the number of the fence.
ByNumber = dict[int, Recorded]


@dataclass
class Reached:
    """What one run has reached: entries by page and number, and lines that failed without one.

    A line has no entry when a fixture failed, or when the fence killed its worker.
    """

    entries: dict[str, dict[int, Entry]] = field(default_factory=lambda: defaultdict(dict))
    failed_lines: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, entry: Entry, failed: bool) -> None:
        """Add an entry; a fence that has failed once has failed."""
        page = self.entries[entry["page"]]
        before = page.get(entry["number"])
        if failed or (before and before["verdict"] == FAILED):
            entry = {**entry, "verdict": FAILED}
        page[entry["number"]] = entry

    def whole(self, page: str) -> bool:
        """Whether every fence of the page was reached, with one text of the page."""
        found = self.entries[page]
        texts = {(each["of"], each["page_sha256"]) for each in found.values()}
        return len(texts) == 1 and found.keys() == set(range(1, next(iter(texts))[0] + 1))

    def recorded(self, run: Mapping[str, object], page: str) -> ByNumber:
        """The page's entries with the keys of the run."""
        lines = self.failed_lines.get(page, ())
        found = {n: {**each, **run} for n, each in self.entries.get(page, {}).items()}
        for each in found.values():
            if each["line"] in lines:
                each["verdict"] = FAILED
        return found  # type: ignore[return-value]


def updated(
    old: Iterable[Recorded], reached: Reached, run: Mapping[str, object]
) -> list[Recorded] | None:
    """The entries after the run, in order; None when the run changes none of them.

    A page that was reached in part keeps its entries: of those, a fence that failed has failed.
    """
    pages: dict[str, ByNumber] = defaultdict(dict)
    for entry in old:
        pages[entry["page"]].setdefault(entry["number"], entry)
    changed = False
    for page in sorted({*reached.entries, *reached.failed_lines}):
        new = reached.recorded(run, page)
        if reached.whole(page):
            pages[page], changed = new, True
        elif failures := _failures(pages[page], new, reached.failed_lines.get(page, set()), run):
            pages[page].update(failures)
            changed = True
    ordered = [pages[page][number] for page in sorted(pages) for number in sorted(pages[page])]
    return ordered if changed else None


def _failures(
    old: ByNumber, new: ByNumber, lines: Iterable[int], run: Mapping[str, object]
) -> ByNumber:
    """The old entries of the fences that have failed now, where the page's text is the same."""
    found: ByNumber = {}
    for number, entry in old.items():
        now = new.get(number)
        if now and now["verdict"] == FAILED and _is_same_text(entry, now):
            found[number] = now
        elif entry["line"] in lines and entry["verdict"] != FAILED:
            found[number] = {**entry, **run, "verdict": FAILED}  # type: ignore[typeddict-item]
    return found


def _is_same_text(one: Recorded, other: Recorded) -> bool:
    texts = [(e["page_sha256"], e["prerequisites_sha256"], e["of"]) for e in (one, other)]
    return texts[0] == texts[1]


def without_removed(entries: Iterable[Recorded], docs: Docs) -> list[Recorded]:
    """The entries without those of removed pages, and of fences that were removed from a page.

    Only a page that was written since is read: to read all of them takes a second. The entry of a
    fence that was changed stays until the page runs: it has the date of the last run.
    """
    pages: dict[str, list[Recorded]] = defaultdict(list)
    for entry in entries:
        pages[entry["page"]].append(entry)
    return [entry for page, found in pages.items() for entry in _present(page, found, docs)]


def _present(name: str, found: list[Recorded], docs: Docs) -> list[Recorded]:
    path = docs.root / name
    if not name.startswith(f"{docs.folder}/") or not path.is_file():
        return []
    newest = max(datetime.fromisoformat(entry["ran_at"]).timestamp() for entry in found)
    if path.stat().st_mtime < newest:
        return found
    try:
        texts = Counter(map(fence_digest, docs.page(name).fences))
    except (OSError, UnicodeDecodeError):
        return found
    surplus = len(found) - texts.total()
    for entry in reversed(list(found)):
        if texts[entry["sha256"]] > 0:
            texts[entry["sha256"]] -= 1
        elif surplus > 0:
            found.remove(entry)
            surplus -= 1
    return found
