"""Closes a page with its stamp: when its blocks last ran, and how many of them passed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

LEDGER = Path(".cache/verdicts.json")
BLOCKS = ('<div class="highlight">', '<div class="form">')
NOT_RUN = "The blocks of this page were not run in this build."


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the stamp below the page's own text; a page without blocks gets none."""
    ledger = read(Path(config.config_file_path).parent / LEDGER)
    path = f"docs/{page.file.src_uri}"
    fences = [fence for fence in ledger.get("fences", []) if fence["page"] == path]
    if not fences and not any(mark in html for mark in BLOCKS):
        return html
    return f'{html}\n<p class="ran">{stamp(ledger, fences) if fences else NOT_RUN}</p>'


def read(path: Path) -> dict[str, Any]:
    """The ledger of the last test run; empty when there was none, or it was cut short."""
    try:
        ledger: dict[str, Any] = json.loads(path.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return ledger


def stamp(ledger: Mapping[str, Any], fences: list[dict[str, Any]]) -> str:
    """The stamp in words: a reader need not see a colour."""
    count = Counter(fence["verdict"] for fence in fences)
    passed = count["ran"] + count["checked"]
    shown = f" ({count['shown']} more only shown)" if count["shown"] else ""
    when = datetime.fromisoformat(ledger["ran_at"])
    day = f'<time datetime="{when.isoformat()}">{when.day} {when:%B %Y}</time>'
    tools = ", ".join(f"{name} {version}" for name, version in ledger["tools"].items())
    return f"Ran {day}: {passed} of {passed + count['failed']} blocks passed{shown}, with {tools}."
