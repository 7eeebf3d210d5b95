"""Stamps each page: when its blocks last ran, how many of them passed; names the confinement."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from overrides.hooks import code_blocks, verdicts
from overrides.hooks.head_commit import head
from overrides.hooks.page_digests import joined, page_digest, played_before
from overrides.hooks.stamp_text import Drawn, Entry, stamp

NO_RUN = "No test run is recorded in this build."


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macro `confinement()`: how the kernel confined the programs of the run."""
    ledger = Path(config.config_file_path).parent / verdicts.LEDGER
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


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Appends the stamps, once all pages are rendered; a page without blocks gets none."""
    root = Path(config.config_file_path).parent
    entries, commit = entries_by_page(root / verdicts.LEDGER), head(root)
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    for uri, drawn in drawn_pages(files).items():
        page = pages[uri]
        if drawn.blocks and page.content is not None:
            text = stamp(entries.get(drawn.name, []), drawn, commit)
            page.content += f'\n<p class="ran">{text}</p>'
    return env


def drawn_pages(files: Files) -> dict[str, Drawn]:
    """The rendered pages by their paths below docs/."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    blocks = {uri: code_blocks.digests(page.content or "") for uri, page in pages.items()}
    digests = {
        uri: page_digest(page.file.content_string, blocks[uri]) for uri, page in pages.items()
    }
    after = {uri: page.meta.get("after", []) for uri, page in pages.items()}
    return {
        uri: Drawn(
            f"docs/{uri}", blocks[uri], digests[uri],
            joined(digests[each] for each in played_before(uri, after)),
        )
        for uri in pages
    }  # fmt: skip


def entries_by_page(path: Path) -> dict[str, list[Entry]]:
    """The entries of the ledger; none when it is missing or damaged."""
    found: dict[str, list[Entry]] = {}
    try:
        ledger = verdicts.read(path)
    except (OSError, verdicts.DamagedLedger):
        return found
    for entry in ledger["fences"]:
        found.setdefault(entry["page"], []).append(entry)
    return found
