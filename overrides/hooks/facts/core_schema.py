"""The core schema of YAML 1.2: the types of plain values.

PyYAML's own loaders read YAML 1.1, where `on` and `yes` are booleans and `1:30` is a number. GitHub
reads 1.2: YamlObjectReader.cs in github.com/actions/runner, src/Sdk/WorkflowParser/Conversion.
"""

from __future__ import annotations

import re

import yaml

TAG = "tag:yaml.org,2002:"
Scalar = str | bool | int | float | None

#: Type, pattern of its plain values, and their possible first characters.
_TYPES = (
    ("null", r"(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    (
        "float",
        r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        list("-+.0123456789"),
    ),
)
#: The patterns of plain values that are no text, for other programs.
NOT_TEXT = [pattern.removesuffix("$") for _, pattern, _ in _TYPES]
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)


class CoreLoader(yaml.CSafeLoader):
    """PyYAML's parser; the tags of its nodes are those of the core schema."""


CoreLoader.yaml_implicit_resolvers = {}
for _name, _pattern, _first in _TYPES:
    CoreLoader.add_implicit_resolver(TAG + _name, re.compile(_pattern), _first)


_PATTERNS = {name: re.compile(pattern) for name, pattern, _ in _TYPES}


def value(kind: str, text: str) -> Scalar:
    """The value of a text with the type `kind`.

    Raises:
        LookupError: there is no such type.
        ValueError: the text does not belong to the type.
    """
    if kind == "str":
        return text
    if not _PATTERNS[kind].fullmatch(text):
        raise ValueError(text)
    match kind:
        case "bool":
            return text.lower() == "true"
        case "int":
            return _integer(text)
        case "float":
            return _float(text)
    return None


def _integer(text: str) -> int:
    base = {"0x": 16, "0o": 8}.get(text[:2])
    return int(text[2:], base) if base else int(text)


def _float(text: str) -> float:
    return float(text.replace(".", "", 1) if _NO_NUMBER.fullmatch(text) else text)


def is_text(text: str) -> bool:
    """Whether a plain value is text, and not a number, a boolean or nothing."""
    return not any(pattern.fullmatch(text) for pattern in _PATTERNS.values())
