"""The forms of a package's name."""

from __future__ import annotations

import re


def normalized(package: str) -> str:
    """The name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def uploaded(package: str) -> str:
    """The name that twine gives to an index, as `safe_name` of twine/package.py makes it."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", package)


def distribution(package: str) -> str:
    """The first part of the names of sdists (PEP 625), wheels and `.dist-info` folders."""
    return normalized(package).replace("-", "_")
