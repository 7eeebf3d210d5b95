"""YAML, TOML and JSON as values: reading them, and whether one is a part of another."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from overrides.hooks.facts import workflow_yaml


class DocumentProblem(ValueError):
    """A text that cannot be read, as the end of a sentence."""


def parse(language: str, text: str) -> Any:
    """The value of the text. Raises DocumentProblem.

    YAML is 1.2, as GitHub reads it: `on` is a word, and a key may not come twice.
    """
    try:
        if language == "toml":
            return tomllib.loads(text)
        if language == "json":
            return json.loads(text)
        return workflow_yaml.parse(text).value
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as problem:
        raise DocumentProblem(f"not {language.upper()}: {problem}") from None
    except workflow_yaml.YamlProblem as problem:
        line = problem.position.line
        raise DocumentProblem(f"not YAML: {problem} (line {line} of the block)") from None


def missing(part: Any, whole: Any) -> str | None:
    """What of `part` is nowhere in `whole`; None when `part` is contained somewhere in it.

    A mapping is contained when each of its keys is, with a value that is; a list when its items
    are, in order. The sentence is about the place that comes nearest.
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


#: How many keys and items were found before the first that was not, and that one in words.
Difference = tuple[int, str]


def _difference(part: Any, whole: Any, path: str) -> Difference | None:
    """The first thing in `part` that `whole` lacks; None when it lacks nothing."""
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
        while at < len(whole) and (lacks := _difference(item, whole[at], f"{path}[{found}]")):
            nearest.append(lacks)
            at += 1
        if at == len(whole):
            deepest, words = max(nearest, default=(0, f"`{path}[{found}]` is not there"))
            return found + deepest, words
        at += 1
    return None


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
