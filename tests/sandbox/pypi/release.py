"""A release and its files, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from packaging.metadata import Metadata

#: Fields of `info` that have the value of the metadata's field of the same name.
COPIED_FIELDS = (
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
        """The path under `/packages/`: the BLAKE2 digest in three parts, and the name."""
        digest = self.hashes["blake2_256"]
        return f"{digest[:2]}/{digest[2:4]}/{digest[4:]}/{self.filename}"


@dataclass
class Release:
    version: str
    created: float
    info: dict[str, Any]  # of the JSON API; from the metadata of the first upload
    files: list[File] = field(default_factory=list)
    yanked: bool = False
    yanked_reason: str = ""


def release_info(metadata: Metadata) -> dict[str, Any]:
    """Return the fields of `info` that depend on the metadata (warehouse/legacy/api/json.py)."""
    return {name: getattr(metadata, name) or None for name in COPIED_FIELDS} | {
        "classifiers": sorted(metadata.classifiers or []),
        "description": metadata.description or "",
        "dynamic": [name.title() for name in metadata.dynamic or []] or None,
        "keywords": ", ".join(metadata.keywords) if metadata.keywords else None,
        "platform": metadata.platforms[0] if metadata.platforms else None,
        "project_urls": dict(metadata.project_urls) if metadata.project_urls else None,
        "requires_dist": [str(requirement) for requirement in metadata.requires_dist or []] or None,
        "requires_python": str(metadata.requires_python) if metadata.requires_python else None,
        "version": str(metadata.version),
    }
