"""The contents that the mirror keeps: whether a body is one, and not a part or a proxy's page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any


def listing(body: bytes) -> dict[str, Any] | None:
    """The listing of a project (PEP 691); None for a body that is no listing."""
    try:
        found = json.loads(body)
    except ValueError:
        return None
    files = found.get("files") if isinstance(found, dict) else None
    return found if isinstance(files, list) and all(map(_is_file, files)) else None


def _is_file(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    texts = isinstance(found.get("filename"), str) and isinstance(found.get("url"), str)
    return texts and isinstance(found.get("hashes"), dict)


def is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def has_digest(path: str, sha256: str = "") -> Callable[[bytes], bool]:
    """Whether a body is the file at `path`, by `sha256` or by the digest in PyPI's paths.

    Those have the BLAKE2b digest of 256 bits (Warehouse, `_get_file_path`: aa/bb/rest/filename).
    """
    found = re.match(r"/packages/([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{60})/[^/]+$", path)
    if sha256:
        return lambda body: hashlib.sha256(body).hexdigest() == sha256
    if found is None or path.endswith(".metadata"):
        return lambda body: True
    digest = "".join(found.groups())
    return lambda body: hashlib.blake2b(body, digest_size=32).hexdigest() == digest
