"""Checks of a workflow file when its names are read."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from .located import Located
from .permissions import levels
from .workflow_yaml import Keys

PINNED = re.compile(r"^(?P<name>[\w.-]+/[\w./-]+)@(?P<pin>[0-9a-f]{40})$")
VERSION = re.compile(r"#\s*(?P<version>v\d[\w.]*)\s*$")


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """The sentence for a name that is not in `known`, with the most similar one."""
    near = get_close_matches(name.lower(), [*known], n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known)) or 'none'}."
    return f"unknown {kind} {name!r}; {hint}"


def check_permissions(file: Located, value: Any, keys: Keys) -> None:
    """Raise FactsError unless `value` maps permissions to levels that are valid for them."""
    if not isinstance(value, dict):
        raise file.error(keys, f"permissions are {value!r}; list scope by scope, or write {{}}.")
    for scope, level in value.items():
        if scope not in levels():
            raise file.error((*keys, scope), unknown("permission", scope, levels()))
        if str(level) not in levels()[scope]:
            sentence = unknown(f"level of {scope}", str(level), levels()[scope])
            raise file.error((*keys, scope), sentence)


def check_inputs(file: Located, inputs: dict[str, tuple[str, ...]]) -> None:
    """Raise FactsError where an expression names an input, or a choice of one, that is unknown."""
    for line, name, choice in _uses_of_inputs(file.source):
        if name not in inputs:
            raise file.error_at(line, unknown("input", name, inputs))
        if choice is not None and inputs[name] and choice not in inputs[name]:
            raise file.error_at(line, unknown(f"choice of input {name!r}", choice, inputs[name]))


def _uses_of_inputs(source: list[str]) -> Iterator[tuple[int, str, str | None]]:
    use = re.compile(r"\binputs\.(?P<name>[\w-]+)(?:\s*[!=]=\s*'(?P<choice>[^']*)')?")
    for number, line in enumerate(source, 1):
        for found in use.finditer(line.partition(" #")[0]):
            yield number, found["name"], found["choice"]


def check_environment(file: Located, keys: Keys, name: str, choices: Collection[str]) -> None:
    """Raise FactsError unless a job's environment is static and one of the dispatch's choices."""
    if "${{" in name:
        raise file.error(keys, f"environment {name!r} is computed; give each its own job.")
    if choices and name not in choices:
        raise file.error(keys, unknown("environment", name, choices))
