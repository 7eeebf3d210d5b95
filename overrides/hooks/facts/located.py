"""A file that names are read from: its values, their lines, and the errors about them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .workflow_yaml import Document, Keys, YamlProblem, parse


class FactsError(ValueError):
    """A file that names are read from is invalid; the message is `file:line: what; what next`."""


@dataclass(frozen=True)
class Located:
    """A file with its parsed text and its lines as typed."""

    file: str
    document: Document
    source: list[str]

    def get(self, keys: Keys) -> Any:
        """The value at a key path; None for a path that does not exist."""
        return self.document.get(keys)

    def mapping(self, keys: Keys, key: str) -> dict[str, Any]:
        """The mapping under `key`, empty without one; raise FactsError for another type."""
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
        """The text under `key`; raise FactsError for a missing key or another type."""
        value = self.get((*keys, key))
        if not isinstance(value, str):
            raise self.error(keys, f"{key!r} is missing or is no text; add it.")
        return value

    def line(self, keys: Keys) -> int:
        """The line of the value at a key path."""
        return self.document.value_at(keys).line

    def error(self, keys: Keys, sentence: str) -> FactsError:
        """The error for the key at `keys`, or for the nearest one above it."""
        return self.error_at(self.document.key_at(keys).line, sentence)

    def error_at(self, line: int, sentence: str) -> FactsError:
        """The error for a line."""
        return FactsError(f"{self.file}:{line}: {sentence}")


def load(root: Path, file: str) -> Located:
    """Read `root/file`; raise FactsError when it is missing, not YAML, or defines a key twice."""
    try:
        text = (root / file).read_text(encoding="utf-8")
        document = parse(text, any_tag=True)
    except FileNotFoundError:
        raise FactsError(f"{file}:1: there is no such file; restore it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FactsError(f"{file}:1: cannot be read as UTF-8 text ({error}).") from None
    except YamlProblem as error:
        line = error.position.line
        raise FactsError(f"{file}:{line}: this is not valid YAML; {error}.") from None
    return Located(file, document, text.splitlines())
