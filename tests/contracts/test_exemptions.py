"""The exemptions: few rows, and only rows whose requests cannot be made again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contracts.exemptions import reason
from tests.contracts.rows import TABLES, NotReproducible, by_label, rows

UNKNOWN_LABELS: list[dict[str, Any]] = [
    {"request": {"auth": {"form": "in-a-cookie"}}},
    {"request": {"auth": {"caveats": "full-moon"}}},
    {"request": {"auth": {"after": "earthquake"}}},
    {"request": {"body_shape": {"wrap": "xml"}}},
    {"request": {"file": {"bytes": "pypi:no-such-file-1.0.tar.gz"}}},
    {"request": {"fields_long": {"description": {"starts": "x", "length": 1, "sha256": "0"}}}},
    {"setup": {}, "as_user": "carol"},
]


def test_fewer_than_one_row_in_twenty_is_exempted() -> None:
    """Otherwise the share of rows that agree would mean little."""
    everything = [row for table in TABLES for row in rows(table)]
    exempted = [row["id"] for row in everything if reason(row)]
    assert everything and len(exempted) < len(everything) / 20, exempted


@pytest.mark.parametrize("row", UNKNOWN_LABELS, ids=str)
def test_a_row_that_cannot_be_made_again_is_exempted(row: dict[str, Any]) -> None:
    assert reason(row)


def test_the_error_for_an_unknown_label_lists_the_known_labels() -> None:
    with pytest.raises(NotReproducible) as error:
        by_label({None: 0, "token": 1, "quoted": 2}, "tokn", "auth.form")
    sentence = "auth.form: unknown label 'tokn'; implement it beside token, quoted"
    assert str(error.value) == sentence
