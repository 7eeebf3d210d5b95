"""The macro `symptoms()`: the table of failures, grouped as in the navigation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.failures import FOLDER, Failure, message_code, read_failures

#: Groups of the navigation, and the id that the heading of each had under its first name.
FIRST_IDS = {
    "Starting the workflow": "before-a-run-starts",
    "Trusted Publishing": "who-the-run-is",
    "Build": "the-build",
    "Connection and availability": "the-index-and-the-way-to-it",
    "No error message": "without-a-red-run",
}
HEADER = "| Error message | Printed by |\n|---|---|"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macro; MkDocs prints an error of this function as one sentence."""
    tables = symptoms(read_failures(Path(config.docs_dir)), config.nav or [])
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {"symptoms": lambda: tables}
    )
    return config


def symptoms(failures: list[Failure], nav: list[Any]) -> str:
    """A heading and a table for each group. Raises PluginError for a page that is in no group."""
    remaining = {front["symptom"]: front for front in failures}
    said = Counter(message for front in failures for message in front["says"])
    shared = {message for message, pages in said.items() if pages > 1}
    tables = []
    for title, names in _groups(nav):
        rows = "\n".join(_row(remaining.pop(name), shared) for name in names if name in remaining)
        first = f'<div id="{FIRST_IDS[title]}"></div>\n\n' if title in FIRST_IDS else ""
        tables.append(f"{first}### {title}\n\n{HEADER}\n{rows}")
    if remaining:
        page = f"{FOLDER}/{min(remaining)}.md"
        raise PluginError(f"mkdocs.yml: put {page} into a group of the navigation's failures.")
    return "\n\n".join(tables)


def _groups(nav: list[Any]) -> Iterator[tuple[str, list[str]]]:
    """The title and the symptoms of each section of the navigation that holds symptom pages."""
    for entry in nav:
        for title, inside in entry.items() if isinstance(entry, dict) else ():
            if not isinstance(inside, list):
                continue
            yield from _groups(inside)
            pages = [page for page in inside if isinstance(page, str) and page.startswith(FOLDER)]
            if names := [page[len(FOLDER) + 1 : -3] for page in pages if "/index.md" not in page]:
                yield title, names


def _row(front: Failure, shared: Collection[str]) -> str:
    """The messages, each a link to the page, and the programs; without messages, the title.

    A message in `shared` is that of several pages, so the title tells which one this is.
    """
    title = front["title"]
    shown = [_shown(each, title if each in shared else "") for each in front["says"]] or [title]
    links = "<br>".join(f"[{each}]({front['symptom']}.md)" for each in shown)
    return f"| {links} | {', '.join(front['who']) or 'nothing'} |"


def _shown(message: str, title: str) -> str:
    """The message, and what a title says in addition to it."""
    more = title.removeprefix(message).lstrip(": ")
    return f"{message_code(message)}: {more}" if more else message_code(message)
