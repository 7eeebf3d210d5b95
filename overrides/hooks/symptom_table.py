"""A macro that draws the table of failures from the front matter of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers `symptoms()`."""
    folder = Path(config.docs_dir) / "troubleshooting"
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {"symptoms": partial(symptoms, folder)}
    )
    return config


def symptoms(folder: Path) -> str:
    """One row per page: its words, who says them, and the page."""
    heads = ["| The words | Who says them | Look here |", "|---|---|---|"]
    return "\n".join([*heads, *rows(folder)])


def rows(folder: Path) -> Iterator[str]:
    """In the order of the symptoms' names; the folder's index is no symptom."""
    for path in sorted(folder.glob("*.md")):
        _, front = meta.get_data(path.read_text())
        if "symptom" in front:
            words = "<br>".join(f"`{line}`".replace("|", "\\|") for line in front["says"])
            link = f"[{front['symptom']}]({path.name})"
            yield f"| {words} | {', '.join(front['who'])} | {link} |"
