"""Tests whether a value on a page is a part of the value of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def missing(part: Any, whole: Any) -> str | None:
    """The first part of `part` that `whole` lacks; None when it contains `part` anywhere.

    A mapping contains another one that has some of its keys, with values that it contains; a list
    contains another one that has some of its items, in the same order. The sentence is about the
    most similar place.
    """
    differences = [_difference(part, node, "") for node in _nodes(whole)]
    if None in differences:
        return None
    reasons = [difference for difference in differences if difference is not None]
    return max(reasons)[1] if reasons else "it has nothing"


def _nodes(value: Any) -> Iterator[Any]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _nodes(item)


#: The number of keys and items found before the first difference, and a sentence about it.
Difference = tuple[int, str]


def _difference(part: Any, whole: Any, path: str) -> Difference | None:
    """The first difference; None when `whole` contains `part`."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return _in_mapping(part, whole, path)
    if isinstance(part, list) and isinstance(whole, list):
        return _in_list(part, whole, path)
    if type(part) is type(whole) and part == whole:
        return None
    there = f"is {_short(whole)}" if not isinstance(whole, dict | list) else "is a group of others"
    return 0, f"`{path or 'the value'}` is {_short(part)} here and {there} there"


def _in_mapping(part: dict[Any, Any], whole: dict[Any, Any], path: str) -> Difference | None:
    for found, (key, value) in enumerate(part.items()):
        place = f"{path}.{key}" if path else str(key)
        if key not in whole:
            return found, f"`{place}` is not there"
        if deeper := _difference(value, whole[key], place):
            return found + 1 + deeper[0], deeper[1]
    return None


def _in_list(part: list[Any], whole: list[Any], path: str) -> Difference | None:
    at = 0
    for found, item in enumerate(part):
        nearest: list[Difference] = []
        while at < len(whole) and (differs := _difference(item, whole[at], f"{path}[{found}]")):
            nearest.append(differs)
            at += 1
        if at == len(whole):
            deepest, sentence = max(nearest, default=(0, f"`{path}[{found}]` is not there"))
            return found + deepest, sentence
        at += 1
    return None


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
