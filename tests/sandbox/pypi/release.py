"""A release and its files, as plain data, and the facts that its first upload's metadata gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from packaging.metadata import Metadata

PLAIN = (
    "author", "author_email", "description_content_type", "download_url", "home_page", "license",
    "license_expression", "license_files", "maintainer", "maintainer_email", "provides_extra",
    "summary",
)  # fmt: skip


@dataclass
class File:
    filename: str
    packagetype: str
    python_version: str
    size: int
    hashes: dict[str, str]  # md5, sha256, blake2_256
    uploaded: float
    comment: str | None = None
    metadata_sha256: str | None = None
    provenance: dict[str, Any] | None = None

    @property
    def path(self) -> str:
        """Where the file lives under `/packages/`: its BLAKE2 digest, cut in three."""
        digest = self.hashes["blake2_256"]
        return f"{digest[:2]}/{digest[2:4]}/{digest[4:]}/{self.filename}"


@dataclass
class Release:
    version: str
    created: float
    info: dict[str, Any]  # the fields that the JSON API shows
    files: list[File] = field(default_factory=list)
    yanked: bool = False
    yanked_reason: str = ""


def describe(metadata: Metadata) -> dict[str, Any]:
    """The part of `info` that comes from the metadata (warehouse/legacy/api/json.py)."""
    return {name: getattr(metadata, name) or None for name in PLAIN} | {
        "classifiers": sorted(metadata.classifiers or []),
        "description": metadata.description or "",
        "dynamic": [name.title() for name in metadata.dynamic or []] or None,
        "keywords": ", ".join(metadata.keywords) if metadata.keywords else None,
        "platform": metadata.platforms[0] if metadata.platforms else None,
        "project_urls": dict(metadata.project_urls) if metadata.project_urls else None,
        "requires_dist": [str(one) for one in metadata.requires_dist or []] or None,
        "requires_python": str(metadata.requires_python) if metadata.requires_python else None,
        "version": str(metadata.version),
    }
