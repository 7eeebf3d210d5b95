"""Reads the recorded rows: JSON objects, one a line, one file per table."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

Row = dict[str, Any]
Value = TypeVar("Value")
HERE = Path(__file__).parent
TABLES = ("mint_token", "publisher_form", "upload", "read_api")


class NotReproducible(Exception):
    """The row does not hold enough to make its request again."""


def folder() -> Path:
    """The folder that the environment variable ORACLE names, or `oracle/` beside this file."""
    return Path(os.environ.get("ORACLE") or HERE / "oracle")


def rows(table: str) -> list[Row]:
    """All rows of a table in file order; none if the folder has no such file."""
    return _read(folder() / f"{table}.jsonl")


def own_rows(table: str) -> list[Row]:
    """The rows of `oracle/` beside this file, whatever ORACLE is set to."""
    return _read(HERE / "oracle" / f"{table}.jsonl")


@cache
def _read(path: Path) -> list[Row]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def by_label(table: Mapping[str | None, Value], label: str | None, field: str) -> Value:
    """Look up a label that a row uses in place of the bytes that were sent.

    Raises:
        NotReproducible: the label is not in `table`.
    """
    if label not in table:
        known = ", ".join(filter(None, table))
        raise NotReproducible(f"{field}: unknown label {label!r}; implement it beside {known}")
    return table[label]


def group(table: str, row: Row) -> str:
    """The row's group in the summary: the part before the first slash."""
    name: str = row.get("group") or row.get("form") or row.get("scenario") or table
    return name.split("/")[0]


def stable(row: Row, name: str) -> bool:
    """Whether the part `name` was equal in both recorded runs of the real server."""
    return not any(path.split("[")[0].startswith(name) for path in row.get("unstable", ()))


def is_crash(row: Row) -> bool:
    """Whether the real server raised an exception; the stand-in then only has to keep running."""
    response = row.get("response", row)
    return bool(response.get("status") == 500 and response.get("unhandled_exception"))
