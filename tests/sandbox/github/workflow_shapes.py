"""The error for a workflow file that GitHub does not accept, and the checks of a value's kind."""

from __future__ import annotations

from overrides.hooks.facts.workflow_yaml import Document, Keys, Position


class InvalidWorkflowError(ValueError):
    """The file is no workflow; the message is one sentence with file and line.

    `problem` is GitHub's own message. Sources: its parser, and public reports.
    """

    def __init__(self, sentence: str, problem: str) -> None:
        super().__init__(sentence)
        self.problem = problem


def invalid(path: str, position: Position, sentence: str, problem: str) -> InvalidWorkflowError:
    """An error at a position; GitHub puts the position in front of its message."""
    line, column = position
    return InvalidWorkflowError(
        f"{path}:{line}: {sentence}", f"(Line: {line}, Col: {column}): {problem}"
    )


def expect_mapping(document: Document, keys: Keys, path: str) -> None:
    if not isinstance(document.get(keys), dict):
        raise unexpected(document, keys, "a mapping", path)


def expect_list(document: Document, keys: Keys, path: str) -> None:
    if not isinstance(document.get(keys), list):
        raise unexpected(document, keys, "a list", path)


def expect_text(document: Document, keys: Keys, path: str) -> None:
    """Refuse a mapping, a list and an empty value; GitHub reads a number or boolean as text."""
    if document.get(keys) is None or isinstance(document.get(keys), dict | list):
        raise unexpected(document, keys, "a text", path)


def expect_texts(document: Document, keys: Keys, path: str) -> None:
    """Refuse a value that is neither a text nor a list of texts."""
    value = document.get(keys)
    if value is None or isinstance(value, dict):
        raise unexpected(document, keys, "a text or a list", path)
    for index in range(len(value) if isinstance(value, list) else 0):
        expect_text(document, (*keys, index), path)


def is_computed(document: Document, keys: Keys) -> bool:
    """True for an expression, which GitHub accepts in place of a mapping."""
    return str(document.get(keys)).startswith("${{")


def unexpected(document: Document, keys: Keys, wanted: str, path: str) -> InvalidWorkflowError:
    """The error for a value of another kind, with the messages of TemplateReader.cs."""
    value = document.get(keys)
    problem = f"Unexpected value '{shown(value)}'"
    if isinstance(value, dict | list):
        problem = f"A {'mapping' if isinstance(value, dict) else 'sequence'} was not expected"
    name = ".".join(map(str, keys))
    sentence = f"`{name}` is {shown(value) or 'empty'}; write {wanted}"
    return invalid(path, document.value_at(keys), sentence, problem)


def shown(value: object) -> str:
    """A value as GitHub prints it."""
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return str(value).lower() if isinstance(value, bool) else str(value)
