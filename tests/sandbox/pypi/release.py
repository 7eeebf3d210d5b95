"""The facts of a release that the JSON API shows, from its first upload's metadata."""

from __future__ import annotations

from typing import Any

from packaging.metadata import Metadata

PLAIN = (
    "author", "author_email", "description_content_type", "download_url", "home_page", "license",
    "license_expression", "license_files", "maintainer", "maintainer_email", "provides_extra",
    "summary",
)  # fmt: skip


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
