"""YAML as GitHub reads a workflow, with the position of every key and value.

The rules are those of GitHub's own parser: YamlObjectReader.cs and TemplateReader.cs in
github.com/actions/runner, src/Sdk/WorkflowParser.
"""

from __future__ import annotations

from typing import Any

import yaml

from .core_schema import TAG, CoreLoader, Scalar
from .core_schema import value as scalar_value
from .yaml_document import Document, DuplicateKey, Keys, Position, YamlProblem

__all__ = ["Document", "DuplicateKey", "Keys", "Position", "YamlProblem", "parse"]

#: GitHub's limit on nodes (YamlObjectReader.c_maxYamlNodes), and a depth that no workflow has.
#: Without limits, an alias that contains itself would be read without end.
MAX_NODES, MAX_DEPTH = 50_000, 50


def parse(text: str, *, any_tag: bool = False) -> Document:
    """Read a text. With `any_tag`, values whose tags are not YAML's own are read as text.

    Raises:
        YamlProblem: the text is not YAML, or GitHub does not accept it.
    """
    try:
        node = yaml.compose(text, Loader=CoreLoader)
    except yaml.YAMLError as error:
        words = str(getattr(error, "problem", None) or error).partition("\n")[0]
        raise YamlProblem(_position(getattr(error, "problem_mark", None)), words) from None
    reader = _Reader(any_tag)
    value = None if node is None else reader.read(node, ())
    return Document(value, reader.keys, reader.values)


def _position(mark: yaml.Mark | None) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


class _Reader:
    """Converts the nodes of one document to values and records their positions."""

    def __init__(self, any_tag: bool) -> None:
        self.keys: dict[Keys, Position] = {}
        self.values: dict[Keys, Position] = {}
        self._any_tag, self._nodes = any_tag, 0

    def read(self, node: yaml.Node, keys: Keys) -> Any:
        position = self.values[keys] = _position(node.start_mark)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise YamlProblem(position, f"this has more than {MAX_NODES} values")
        if len(keys) > MAX_DEPTH:
            raise YamlProblem(position, "this nests too deep; no alias may contain itself")
        if isinstance(node, yaml.MappingNode):
            self._check_tag(node, "map")
            return self._mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            self._check_tag(node, "seq")
            return [self._item(item, (*keys, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _check_tag(self, node: yaml.Node, own: str) -> None:
        if not self._any_tag and node.tag != TAG + own:
            raise YamlProblem(_position(node.start_mark), f"Unexpected tag '{node.tag}'")

    def _item(self, node: yaml.Node, keys: Keys) -> Any:
        self.keys[keys] = _position(node.start_mark)
        return self.read(node, keys)

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Any]:
        read: dict[str, Any] = {}
        taken: set[str] = set()
        for key, value in node.value:
            position = _position(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                raise YamlProblem(position, "a key must be a single value")
            name = _as_key(self._scalar(key))
            if name.lower() in taken:
                raise DuplicateKey(position, f"'{name}' is already defined")
            taken.add(name.lower())
            self.keys[*keys, name] = position
            read[name] = self.read(value, (*keys, name))
        return read

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        text, position = str(node.value), _position(node.start_mark)
        try:
            return scalar_value(node.tag.removeprefix(TAG), text)
        except ValueError:
            words = f"The value '{text}' is invalid for the type '{node.tag}'"
            raise YamlProblem(position, words) from None
        except LookupError:
            if self._any_tag:
                return text
            raise YamlProblem(position, f"Unexpected tag '{node.tag}'") from None


def _as_key(value: Scalar) -> str:
    """A key as text, in GitHub's spelling."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
