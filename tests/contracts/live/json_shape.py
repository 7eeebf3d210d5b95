"""Compares the shapes of two JSON documents: their names and their types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def missing(expected: Any, actual: Any, place: str = "it") -> Iterator[str]:
    """A phrase for each name of `expected` that `actual` lacks or has with another type.

    null and false match any type, because PyPI writes both for "none". Of lists only the first
    items are compared.
    """
    if isinstance(expected, dict) and isinstance(actual, dict):
        for name, inner in expected.items():
            if name in actual:
                yield from missing(inner, actual[name], f"{place}.{name}")
            else:
                yield f"{place} has no {name!r}"
    elif isinstance(expected, list) and isinstance(actual, list):
        for one, other in list(zip(expected, actual, strict=False))[:1]:
            yield from missing(one, other, f"{place}[0]")
    elif not (_is_none(expected) or _is_none(actual)) and type(expected) is not type(actual):
        yield f"{place} is {type(actual).__name__}, not {type(expected).__name__}"


def _is_none(value: Any) -> bool:
    return value is None or value is False
