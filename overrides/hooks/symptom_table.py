"""A macro that draws the tables of failures: grouped as in the navigation, told by their pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

if TYPE_CHECKING or __package__ == "overrides.hooks":
    from overrides.hooks.failures import FOLDER, Failure, read
else:
    # MkDocs puts the hooks' own folder on the path, and only while it imports a hook.
    from failures import FOLDER, Failure, read

HEADS = "| You see | Who says it | Look here |\n|---|---|---|"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers `symptoms()`; it is drawn here, where an error ends in one sentence."""
    drawn = symptoms(read(Path(config.docs_dir)), config.nav or [])
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {"symptoms": lambda: drawn}
    )
    return config


def symptoms(failures: list[Failure], nav: list[Any]) -> str:
    """A heading and a table for each group. Raises PluginError for a page that is in no group."""
    known = {front["symptom"]: front for front in failures}
    drawn = []
    for title, names in groups(nav):
        rows = "\n".join(row(known.pop(name)) for name in names if name in known)
        drawn.append(f"### {title}\n\n{HEADS}\n{rows}")
    if known:
        page = f"{FOLDER}/{min(known)}.md"
        raise PluginError(f"mkdocs.yml: put {page} into a group of the navigation's failures.")
    return "\n\n".join(drawn)


def groups(nav: list[Any]) -> Iterator[tuple[str, list[str]]]:
    """The sections of the navigation that hold pages of failures, each with their symptoms."""
    for entry in nav:
        for title, inside in entry.items() if isinstance(entry, dict) else ():
            if not isinstance(inside, list):
                continue
            yield from groups(inside)
            pages = [page for page in inside if isinstance(page, str) and page.startswith(FOLDER)]
            if names := [page[len(FOLDER) + 1 : -3] for page in pages if "/index.md" not in page]:
                yield title, names


def row(front: Failure) -> str:
    """The words of a symptom, or what there is to see instead; who says them; where to go."""
    words = [f"`{' '.join(line.split())}`".replace("|", "\\|") for line in front["says"]]
    seen = "<br>".join(words) or front["description"]
    link = f"[{front['symptom']}]({front['symptom']}.md)"
    return f"| {seen} | {', '.join(front['who']) or 'nobody'} | {link} |"
