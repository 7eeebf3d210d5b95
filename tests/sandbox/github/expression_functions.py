"""The functions of expressions that need nothing of a run.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_PLACE = re.compile(r"\{\{|\}\}|\{(\d+)\}")


def shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _contains(search: object, item: object) -> bool:
    """An element of an array, or a part of a text."""
    if isinstance(search, list):
        return shown(item).lower() in [shown(each).lower() for each in search]
    return shown(item).lower() in shown(search).lower()


def _format(text: object, *values: object) -> str:
    """Braces that are doubled stand for themselves."""

    def put(found: re.Match[str]) -> str:
        return found[0][0] if found[1] is None else shown(values[int(found[1])])

    return _PLACE.sub(put, shown(text))


#: By name in lower case: names of functions are compared without case.
FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "contains": _contains,
    "startswith": lambda text, start: shown(text).lower().startswith(shown(start).lower()),
    "endswith": lambda text, end: shown(text).lower().endswith(shown(end).lower()),
    "format": _format,
}
