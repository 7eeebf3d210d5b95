"""Stamps each page: when its blocks last ran, how many of them passed; names the confinement."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from overrides.hooks import code_blocks

LEDGER = Path(".cache/verdicts.json")
VERDICTS = {"ran", "checked", "shown", "failed"}
NO_RUN = "No test run is recorded in this build."
NOT_RUN = "The blocks of this page were not run in this build."
CHANGED = "Some blocks of this page have changed since they last ran, or have not run yet."


@dataclass(frozen=True)
class Entry:
    """One block that a test run reached; `sha256` is the digest of its text as rendered.

    `ran_at` is earlier than the ledger's when `pytest --changed` kept the verdict of another run.
    """

    page: str
    verdict: str
    sha256: str
    ran_at: datetime


@dataclass(frozen=True)
class Ledger:
    """The record of the last test run; `tools` maps a tool to its version."""

    tools: Mapping[str, str]
    entries: Sequence[Entry]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macro `confinement()`: how the kernel confined the programs of the run."""
    ledger = Path(config.config_file_path).parent / LEDGER
    macros = {"confinement": lambda: confinement(ledger)}
    config.plugins["macros"].register_macros(macros)  # type: ignore[attr-defined]
    return config


def confinement(ledger: Path) -> str:
    """What the ledger says; NO_RUN when it is missing, damaged or of an earlier kind."""
    try:
        level = json.loads(ledger.read_text(encoding="utf-8"))["confinement"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return NO_RUN
    return f"In the last run: {escape(level)}." if isinstance(level, str) else NO_RUN


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Appends the stamp; a page without blocks gets none."""
    blocks = code_blocks.digests(html)
    if not blocks:
        return html
    ledger = read(Path(config.config_file_path).parent / LEDGER)
    return f'{html}\n<p class="ran">{stamp(ledger, f"docs/{page.file.src_uri}", blocks)}</p>'


def read(path: Path) -> Ledger | None:
    """The ledger of the last test run; None when it is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        tools = dict(zip(found["tools"], _texts(found["tools"], *found["tools"]), strict=True))
        ran_at = _date(found["ran_at"])
        return Ledger(tools, [_entry(each, ran_at) for each in found["fences"]])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _entry(found: Mapping[str, str], ran_at: datetime) -> Entry:
    if "ran_at" in found:
        ran_at = _date(found["ran_at"])
    page, verdict, digest = _texts(found, "page", "verdict", "sha256")
    if verdict not in VERDICTS:
        raise ValueError(f"{verdict} is no verdict")
    return Entry(page, verdict, digest, ran_at)


def _date(text: str) -> datetime:
    """The date in the text. Raises ValueError for one without an offset from UTC."""
    date = datetime.fromisoformat(text)
    if date.utcoffset() is None:
        raise ValueError(f"{text} has no offset from UTC")
    return date


def _texts(found: Mapping[str, object], *keys: str) -> list[str]:
    """The strings under the keys. Raises KeyError for a missing one, TypeError for another type."""
    values = [found[key] for key in keys]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(values):
        raise TypeError(f"{keys} hold {values}")
    return texts


def stamp(ledger: Ledger | None, page: str, blocks: Sequence[str]) -> str:
    """The stamp, a sentence, which is understood without colours.

    `blocks` are the digests of the page's blocks as rendered. Passed blocks are counted only when
    the ledger has exactly these, in this order: a verdict holds for the text that ran, after the
    blocks that ran before it. The date is that of the block that ran first.
    """
    entries = [entry for entry in ledger.entries if entry.page == page] if ledger else []
    if ledger is None or not entries:
        return NOT_RUN
    if [entry.sha256 for entry in entries] != list(blocks):
        return CHANGED
    count = Counter(entry.verdict for entry in entries)
    passed = count["ran"] + count["checked"]
    shown = f" ({count['shown']} more only shown)" if count["shown"] else ""
    ran_at = min(entry.ran_at for entry in entries)
    day = f"{ran_at.day} {ran_at:%B %Y}"
    tools = ", ".join(escape(f"{name} {version}") for name, version in ledger.tools.items())
    return (
        f'Ran <time datetime="{ran_at.isoformat()}">{day}</time>: {passed} of'
        f" {passed + count['failed']} blocks passed{shown}, with {tools}."
    )
