"""YAML as plain values, with the line of every one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Keys = tuple[str | int, ...]
#: No workflow nests half as deep.
DEEPEST = 50


class FactsError(ValueError):
    """A file that the names are read from is broken: `file:line: what; what next`."""


@dataclass(frozen=True)
class Located:
    """A parsed file: its values, the line of each key path (from 1), and the lines as typed.

    Values are strings, booleans, integers, None, lists and dicts. Only `true` and `false` are
    booleans, as at GitHub: YAML 1.1 would read the key `on` as one.
    """

    file: str
    value: Any
    lines: dict[Keys, int]
    source: list[str]

    def get(self, keys: Keys) -> Any:
        """The value at a key path, or None where the path leads nowhere."""
        value = self.value
        for key in keys:
            if isinstance(value, dict):
                value = value.get(key)
            else:
                value = value[key] if isinstance(value, list) and isinstance(key, int) else None
        return value

    def mapping(self, keys: Keys, key: str) -> dict[str, Any]:
        """The mapping under `key`, empty where there is none; raise FactsError for another kind."""
        value = self.get((*keys, key))
        if value is not None and not isinstance(value, dict):
            raise self.error((*keys, key), f"{key!r} holds {value!r}; write it as a mapping.")
        return value or {}

    def names(self, keys: Keys, key: str) -> tuple[str, ...]:
        """The list under `key` as strings; a single value is a list of one."""
        value = self.get((*keys, key))
        items = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(str(item) for item in items)

    def text(self, keys: Keys, key: str) -> str:
        """The text under `key`; raise FactsError where there is none."""
        value = self.get((*keys, key))
        if not isinstance(value, str):
            raise self.error(keys, f"{key!r} is missing or is no text; add it.")
        return value

    def error(self, keys: Keys, sentence: str) -> FactsError:
        """The refusal of what stands at `keys`, or at its nearest parent that has a line."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.error_at(self.lines.get(keys, 1), sentence)

    def error_at(self, line: int, sentence: str) -> FactsError:
        """The refusal of what stands in that line."""
        return FactsError(f"{self.file}:{line}: {sentence}")


def load(root: Path, file: str) -> Located:
    """Read `root/file`; raise FactsError when it is missing, not YAML, or says a key twice."""
    try:
        text = (root / file).read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise FactsError(f"{file}:1: there is no such file; restore it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FactsError(f"{file}:1: cannot be read as UTF-8 text ({error}).") from None
    except yaml.YAMLError as error:
        raise FactsError(f"{file}:{_line(error)}: this is not YAML; {_problem(error)}.") from None
    lines: dict[Keys, int] = {}
    value = _plain(node, (), lines, file)
    return Located(file, value, lines, text.splitlines())


def _line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _problem(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or str(error).partition("\n")[0]


def _plain(node: Any, keys: Keys, lines: dict[Keys, int], file: str) -> Any:
    if len(keys) > DEEPEST:
        line = node.start_mark.line + 1
        raise FactsError(f"{file}:{line}: this nests for ever; no alias may hold itself.")
    if keys not in lines and node is not None:
        lines[keys] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        pairs = _pairs(node, keys, lines, file)
        return {key: _plain(value, path, lines, file) for key, path, value in pairs}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*keys, at), lines, file) for at, item in enumerate(node.value)]
    return _scalar(node) if node is not None else None


def _pairs(
    node: yaml.MappingNode, keys: Keys, lines: dict[Keys, int], file: str
) -> Iterator[tuple[str, Keys, Any]]:
    for key, value in node.value:
        path = (*keys, str(key.value))
        if path in lines:
            line = key.start_mark.line + 1
            raise FactsError(f"{file}:{line}: {key.value!r} is here twice; keep one.")
        lines[path] = key.start_mark.line + 1
        yield str(key.value), path, value


def _scalar(node: yaml.ScalarNode) -> str | bool | int | None:
    text = str(node.value)
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool" if text in ("true", "false"):
            return text == "true"
        case "int" if text.isdigit():
            return int(text)
    return text
