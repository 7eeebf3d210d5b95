"""The forms of a package's name."""

from __future__ import annotations

import re


def normalized(package: str) -> str:
    """The name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def distribution(package: str) -> str:
    """The first part of the names of sdists (PEP 625), wheels and `.dist-info` folders."""
    return normalized(package).replace("-", "_")
