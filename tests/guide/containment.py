"""Tests whether a value on a page is in the value of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def contains(whole: Any, part: Any) -> bool:
    """Whether `part` is a value in `whole`, or has some keys of a mapping and their whole values.

    A list has to be complete, and an empty mapping is in no other.
    """
    return any(_is_in(part, node) for node in _nodes(whole))


def _is_in(part: Any, node: Any) -> bool:
    if isinstance(part, dict) and isinstance(node, dict) and part:
        return all(key in node and node[key] == value for key, value in part.items())
    return type(part) is type(node) and bool(part == node)


def _nodes(value: Any) -> Iterator[Any]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _nodes(item)
