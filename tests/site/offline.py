"""Builds the offline copy of the site and packs it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests import ROOT
from tests.site import built_site

#: The folder in the archive.
NAME = "publishing-guide"
#: What only a server or a search engine needs.
LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz", "search_index.json")


def build(folder: Path, root: Path = ROOT) -> Path:
    """Builds the copy into the folder, and returns it. Raises RuntimeError with MkDocs' log."""
    return built_site.build(folder, root, OFFLINE="true").folder


def pack(folder: Path, target: Path) -> int:
    """Writes the archive; the number of its files. The same files give the same bytes."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = [path for path in files if path.name not in LEFT_OUT]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}")
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return len(files)
