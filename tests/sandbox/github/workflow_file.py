"""Reads a workflow file; refuses a file that is no valid workflow, with GitHub's messages."""

from __future__ import annotations

from overrides.hooks.facts.workflow_yaml import Document, DuplicateKey, Keys, YamlProblem, parse
from tests.sandbox.github.permissions import InvalidWorkflowError, check_permissions, invalid


def read(text: str, path: str) -> Document:
    """The parsed file: a mapping of jobs, each a mapping, its steps mappings too.

    Raises:
        InvalidWorkflowError: GitHub does not accept the file.
    """
    document = _parsed(text, path)
    if not isinstance(document.value, dict) or document.value.get("jobs") is None:
        problem = "Required property is missing: jobs"
        sentence = "no workflow: a mapping with `jobs` is expected"
        raise invalid(path, document.value_at(()), sentence, problem)
    _expect(document, ("jobs",), dict, path)
    check_permissions(document, ("permissions",), path)
    for key in document.value["jobs"]:
        _check_job(document, ("jobs", key), path)
    return document


def _parsed(text: str, path: str) -> Document:
    try:
        return parse(text)
    except DuplicateKey as error:
        raise invalid(path, error.position, str(error), str(error)) from None
    except YamlProblem as error:
        line = error.position.line
        problem = f"You have an error in your yaml syntax on line {line}"
        raise InvalidWorkflowError(f"{path}:{line}: not YAML: {error}", problem) from None


def _check_job(document: Document, keys: Keys, path: str) -> None:
    _expect(document, keys, dict, path)
    check_permissions(document, (*keys, "permissions"), path)
    for name in ("env", "with"):
        if document.get((*keys, name)) is not None and not _computed(document, (*keys, name)):
            _expect(document, (*keys, name), dict, path)
    if document.get((*keys, "steps")) is not None:
        _expect(document, (*keys, "steps"), list, path)
        for index in range(len(document.get((*keys, "steps")))):
            _expect(document, (*keys, "steps", index), dict, path)
    _check_called(document, (*keys, "uses"), path)


def _computed(document: Document, keys: Keys) -> bool:
    """True for an expression, which GitHub accepts in place of a mapping."""
    return str(document.get(keys)).startswith("${{")


def _expect(document: Document, keys: Keys, kind: type[dict] | type[list], path: str) -> None:  # type: ignore[type-arg]
    """Refuse a value of another kind with the messages of TemplateReader.cs."""
    value = document.get(keys)
    if isinstance(value, kind):
        return
    problem = f"Unexpected value '{_shown(value)}'"
    if isinstance(value, dict | list):
        problem = f"A {'mapping' if isinstance(value, dict) else 'sequence'} was not expected"
    wanted = "mapping" if kind is dict else "list"
    name = ".".join(map(str, keys))
    sentence = f"`{name}` is {_shown(value) or 'empty'}; write a {wanted}"
    raise invalid(path, document.value_at(keys), sentence, problem)


def _shown(value: object) -> str:
    """A value as GitHub prints it."""
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_called(document: Document, keys: Keys, path: str) -> None:
    """Refuse a version behind the path of a workflow of the same repository."""
    uses = str(document.get(keys) or "")
    if uses.startswith("./") and "@" in uses:
        problem = "cannot specify version when calling local workflows"
        raise InvalidWorkflowError(
            f"{path}:{document.value_at(keys).line}: `{uses}`: {problem}",
            f"invalid value workflow reference: {problem}",
        )
