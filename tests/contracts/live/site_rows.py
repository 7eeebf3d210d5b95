"""Chosen rows as test parameters, and rows of PyPI rewritten for TestPyPI."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contracts.rows import Row, own_rows
from tests.sandbox.pypi import Site


def parameters(table: str, *ids: str) -> list[Any]:
    """The rows of `table` with these ids, as parameters of a test."""
    return [pytest.param(row, id=row["id"]) for row in own_rows(table) if row["id"] in ids]


def for_site(row: Row, site: Site) -> Row:
    """A row of PyPI's with the hosts and the audience of `site`."""
    text = json.dumps(row)
    for old, new in (
        ("upload.pypi.org", site.upload_hosts[0]),
        ("https://pypi.org", f"https://{site.domain}"),
        ('"host": "pypi.org"', f'"host": "{site.domain}"'),
        ('"audience": "pypi"', f'"audience": "{site.audience}"'),
    ):
        text = text.replace(old, new)
    rewritten: Row = json.loads(text)
    return rewritten
