"""A number that announces a list or a table is the number of its items or rows."""

from __future__ import annotations

import re

import pytest

from tests import ROOT
from tests.vocabulary import limits, quantities, texts

pytestmark = pytest.mark.drift

COUNTED = [limit for limit in limits.read() if limit.counts]
_ITEM = re.compile(r"(?:[-*]|\d+\.) ")


def items_below(lines: list[str], line: int) -> int:
    """The items of the list, or the rows of the table, after the paragraph of that line."""
    below = lines[line - 1 :]
    below = below[below.index("") + 1 :]
    rows = next((n for n, each in enumerate(below) if not each.startswith("|")), len(below))
    if rows:
        return rows - len(("the head", "the line below it"))
    end = next((n for n, each in enumerate(below) if each[:1] not in "-*0123456789 "), len(below))
    return sum(bool(_ITEM.match(each)) for each in below[:end])


@pytest.mark.parametrize("limit", COUNTED, ids=lambda limit: limit.words)
def test_the_list_below_has_as_many_items(limit: limits.Limit) -> None:
    assert limit.counts == "list"
    path = ROOT / limit.source.removeprefix("file: ")
    lines = path.read_text(encoding="utf-8").splitlines()
    numbers = [n for each in texts.read(ROOT, path) for n in quantities.quantities(each)]
    found = [number for number in numbers if limit.holds(number)]
    assert found, f"{path}: no number is that of {limit}"
    for number in found:
        assert items_below(lines, number.statement.line) == limit.value, number.statement.text
