"""The numbers in the sentences of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.vocabulary.statements import Statement

_WORDS = {
    name: number
    for number, name in enumerate(
        (
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen", "twenty",
        ),
        2,
    )
} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
    "thousand": 1000,
}  # fmt: skip
_ONES = {"one": 1} | {name: number for name, number in _WORDS.items() if number < 10}
#: Not a part of a version, a path, a name or a dash of words.
_NUMBER = re.compile(
    rf"(?<![\w.,/#:-])(?P<number>\d+(?:\.\d+)?|{'|'.join(_WORDS)})(?:-(?P<ones>{'|'.join(_ONES)}))?"
    r"\b(?!\.\d|[-/]\w*\d|-[a-z])"
    r"(?:[ -](?:(?:short|new|other|pending|publishing) )?(?P<unit>[A-Za-z]+))?",
    re.IGNORECASE,
)
#: "an hour", but not "a second" or "a minute", which are ways to speak of a moment.
_A_TIME = re.compile(r"\b(?P<number>an?) (?P<unit>hour|day|week|month|year)\b", re.IGNORECASE)
#: What the guide has two of. In other sentences "two" is no claim about the services.
_COUNTED_IN_TWOS = {"jobs", "triggers", "environments", "inputs", "indexes", "events", "publishers"}
#: The number of a row, of a line in a linked file, or of a document.
_REFERENCE = re.compile(r"(?:\bline|\bPEP|\bNo\.) $")


@dataclass(frozen=True)
class Quantity:
    """A number in a statement, and the word after it."""

    statement: Statement
    value: float
    unit: str
    text: str


def quantities(statement: Statement) -> Iterator[Quantity]:
    """The numbers in a statement outside code; not those that number rows and documents."""
    if statement.context[-1:] == ("No.",):
        return
    for one in _A_TIME.finditer(statement.words):
        yield Quantity(statement, 1, one["unit"], one[0])
    for found in _NUMBER.finditer(statement.words):
        written = found["number"].lower()
        value = _WORDS[written] if written in _WORDS else float(written)
        value += _ONES[found["ones"].lower()] if found["ones"] else 0
        unit = found["unit"] or ""
        if value == _WORDS["two"] and unit not in _COUNTED_IN_TWOS:
            continue
        if not _REFERENCE.search(statement.words[: found.start()]):
            yield Quantity(statement, value, unit, found[0])
