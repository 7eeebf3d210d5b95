"""A parsed YAML text: its values, and the position of every key and value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

#: The path from the top of a document to a value: keys of mappings, indexes of sequences.
Keys = tuple[str | int, ...]


class Position(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


class YamlProblem(ValueError):
    """The text cannot be read; the message is the end of a sentence, without the position."""

    def __init__(self, position: Position, text: str) -> None:
        super().__init__(text)
        self.position = position


class DuplicateKey(YamlProblem):
    """A mapping defines a key twice. GitHub compares keys without regard to case."""


@dataclass(frozen=True)
class Document:
    """`value` holds str, bool, int, float, None, list, and dict whose keys are str.

    `keys` are the positions of the keys of mappings and of the items of sequences, `values` those
    of all values.
    """

    value: Any
    keys: Mapping[Keys, Position]
    values: Mapping[Keys, Position]

    def get(self, keys: Keys) -> Any:
        """The value at `keys`; None for a path that does not exist."""
        value = self.value
        for key in keys:
            if isinstance(value, dict):
                value = value.get(key)
            else:
                value = value[key] if isinstance(value, list) and isinstance(key, int) else None
        return value

    def key_at(self, keys: Keys) -> Position:
        """The position of the key at `keys`, or of the nearest one above it."""
        return _nearest(self.keys, keys)

    def value_at(self, keys: Keys) -> Position:
        """The position of the value at `keys`, or of the nearest one above it."""
        return _nearest(self.values, keys)


def _nearest(positions: Mapping[Keys, Position], keys: Keys) -> Position:
    while keys and keys not in positions:
        keys = keys[:-1]
    return positions.get(keys, Position(1, 1))
