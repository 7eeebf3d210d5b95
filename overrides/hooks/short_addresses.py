"""Adds a short URL for each symptom, `/e/<symptom>/`, which redirects to its page."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.failures import FOLDER, read_failures


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Adds the redirects to mkdocs-redirects, which checks that the targets exist."""
    maps = config.plugins["redirects"].config["redirect_maps"]
    for front in read_failures(Path(config.docs_dir)):
        maps[f"e/{front['symptom']}.md"] = f"{FOLDER}/{front['symptom']}.md"
    return config
