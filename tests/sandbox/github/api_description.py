"""Checks answers against GitHub's description of its REST API, kept in rest_schema.json.

rest_schema_generator.py writes that file from github/rest-api-description.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import Any

SCHEMA = Path(__file__).with_name("rest_schema.json")
#: Parameters that may hold a slash.
_WITH_SLASH = ("{path}", "{ref}", "{tag}")
#: The limit for jsonschema's messages, which repeat the value; in characters.
_LONGEST = 300
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def load() -> None:
    """Import jsonschema and read the file now, so that it delays no command of a test."""
    _validator(described()[0])


def described() -> list[str]:
    """The operations in rest_schema.json, as `GET /repos/{owner}/{repo}`."""
    return list(_schema()["routes"])


def matching(operation: str, templates: Iterable[str]) -> str | None:
    """Of the templates that match, the one with the most literal segments, as GitHub routes it.

    Segments of `operation` may be parameters, too: `GET /repos/{owner}/{repo}/runs/{run:int}`.
    """
    found = [each for each in templates if _pattern(each).fullmatch(operation)]
    return max(found, key=lambda each: each.count("/") * 10 - each.count("{"), default=None)


def problem_with(method: str, path: str, body: Any) -> str | None:
    """A sentence about the first error in an answer's JSON; None when it fits or is undescribed."""
    found = matching(f"{method} {path}", described())
    if found is None:
        return None
    from jsonschema.exceptions import best_match  # type: ignore[import-untyped]

    error = best_match(_validator(found).iter_errors(body))
    if error is None:
        return None
    message = shorten(error.message, _LONGEST, placeholder=" …")
    return f"{method} {path} is not as GitHub describes {found}: {error.json_path}: {message}"


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return schema


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\})", template)
    any_value = dict.fromkeys(_WITH_SLASH, ".+")
    return re.compile(
        "".join(any_value.get(p, "[^/]+") if p[:1] == "{" else re.escape(p) for p in parts)
    )


@cache
def _validator(template: str) -> Any:
    """A description that is null means an answer without JSON, so it rejects any JSON."""
    # Imported here because that takes 0.4 s.
    from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

    formats = FormatChecker(formats=())
    formats.checks("date-time", raises=ValueError)(_is_date_time)
    schema = _schema()["routes"][template]
    expanded = False if schema is None else _expanded(schema)
    return Draft202012Validator(expanded, format_checker=formats)


def _is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return _RFC_3339.fullmatch(value) is not None and bool(datetime.fromisoformat(value))


def _expanded(node: Any) -> Any:
    """The schema with definitions in place of references, which jsonschema resolves slowly."""
    if isinstance(node, list):
        return [_expanded(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _definition(node["$ref"].rpartition("/")[2])
    return {key: _expanded(each) for key, each in node.items()}


@cache
def _definition(name: str) -> Any:
    return _expanded(_schema()["$defs"][name])
