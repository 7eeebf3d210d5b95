"""A short address for each symptom, `/e/<symptom>/`, for logs and messages: it redirects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

if TYPE_CHECKING or __package__ == "overrides.hooks":
    from overrides.hooks.failures import FOLDER, read
else:
    # MkDocs puts the hooks' own folder on the path, and only while it imports a hook.
    from failures import FOLDER, read


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tells mkdocs-redirects, which checks that the targets exist."""
    maps = config.plugins["redirects"].config["redirect_maps"]
    for front in read(Path(config.docs_dir)):
        maps[f"e/{front['symptom']}.md"] = f"{FOLDER}/{front['symptom']}.md"
    return config
