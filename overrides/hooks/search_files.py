"""Splits the search's index: pages load its settings, and the texts follow with the first search.

The theme loads the whole index with each page, more than all else on it together.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

#: Below the site: what the theme loads, and what `assets/search/worker.js` loads.
INDEX = "search/search_index.json"
DOCUMENTS = "search/documents.json"


@event_priority(-50)  # after the plugin has written the index
def on_post_build(config: MkDocsConfig) -> None:
    """Writes both files. A site that is read from a folder cannot load any, so its index stays."""
    if config.plugins["material/offline"].config["enabled"]:
        return
    site = Path(config.site_dir)
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    _write(site / DOCUMENTS, {"docs": index["docs"]})
    _write(site / INDEX, {**index, "docs": []})


def _write(path: Path, value: object) -> None:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(content, encoding="utf-8")
