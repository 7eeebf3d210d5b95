"""A macro that draws the table of failures from the front matter of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import meta

FOLDER = "troubleshooting"
NEEDED = ("says", "who")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers `symptoms()`; the table is drawn here, where an error ends in one sentence."""
    drawn = symptoms(Path(config.docs_dir) / FOLDER)
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {"symptoms": lambda: drawn}
    )
    return config


def symptoms(folder: Path) -> str:
    """One row per page: its words, who says them, and the page. Raises PluginError."""
    heads = ["| The words | Who says them | Look here |", "|---|---|---|"]
    return "\n".join([*heads, *rows(folder)])


def rows(folder: Path) -> Iterator[str]:
    """In the order of the symptoms' names; the folder's index is no symptom."""
    for path in sorted(folder.glob("*.md")):
        _, front = meta.get_data(path.read_text())
        if "symptom" not in front:
            continue
        for key in NEEDED:
            if not isinstance(front.get(key), list):
                raise PluginError(f"docs/{FOLDER}/{path.name}: add a list `{key}:` to its head.")
        words = "<br>".join(f"`{line}`".replace("|", "\\|") for line in front["says"])
        yield f"| {words} | {', '.join(front['who'])} | [{front['symptom']}]({path.name}) |"
