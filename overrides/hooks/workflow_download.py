"""Publishes publish.yml for download; assets/names/download.js puts the reader's names into it."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from overrides.hooks.facts.reader import PUBLISH

FOLDER = "assets"
#: The marks by which pages cut parts out of the file; the pages do not show them either.
_MARK = re.compile(r"^ *# --8<-- .*\n", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the file, so that MkDocs checks the links to it."""
    path = Path(config.config_file_path).parent / PUBLISH
    text = _MARK.sub("", path.read_text(encoding="utf-8"))
    files.append(File.generated(config, f"{FOLDER}/{path.name}", content=text))
    return files
