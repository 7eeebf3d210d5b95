"""The recorded rows: JSON objects, one a line, a file for each table."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HERE = Path(__file__).parent
TABLES = ("mint_token", "publisher_form", "upload", "read_api")


class NotReproducible(Exception):
    """The row does not hold all that its request was made of."""


def folder() -> Path:
    """Where the rows are: the folder that ORACLE names, or our own."""
    return Path(os.environ.get("ORACLE") or HERE / "oracle")


def rows(table: str) -> list[Row]:
    """All rows of a table in their order; none if the folder has no such file."""
    return _read(folder() / f"{table}.jsonl")


def own_rows(table: str) -> list[Row]:
    """The rows of the copy that we carry, whatever ORACLE says."""
    return _read(HERE / "oracle" / f"{table}.jsonl")


@cache
def _read(path: Path) -> list[Row]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def group(table: str, row: Row) -> str:
    """The row's group, as the summary counts it: the first word of a longer one."""
    name: str = row.get("group") or row.get("form") or row.get("scenario") or table
    return name.split("/")[0]


def stable(row: Row, name: str) -> bool:
    """Whether the part `name` of a row came out the same in every run of the real server."""
    return not any(path.split("[")[0].startswith(name) for path in row.get("unstable", ()))


def is_crash(row: Row) -> bool:
    """Whether the real server raised: then the stand-in need only live on."""
    response = row.get("response", row)
    return bool(response.get("status") == 500 and response.get("unhandled_exception"))
