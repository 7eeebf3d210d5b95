"""Reads a workflow file; refuses a file that is no valid workflow, with GitHub's messages."""

from __future__ import annotations

from overrides.hooks.facts.workflow_yaml import Document, DuplicateKey, Keys, YamlProblem, parse
from tests.sandbox.github.permissions import check_permissions
from tests.sandbox.github.workflow_events import check_events
from tests.sandbox.github.workflow_shapes import (
    InvalidWorkflowError,
    expect_list,
    expect_mapping,
    invalid,
    is_computed,
)


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
    expect_mapping(document, ("jobs",), path)
    check_permissions(document, ("permissions",), path)
    check_events(document, path)
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
    expect_mapping(document, keys, path)
    check_permissions(document, (*keys, "permissions"), path)
    for name in ("env", "with"):
        if document.get((*keys, name)) is not None and not is_computed(document, (*keys, name)):
            expect_mapping(document, (*keys, name), path)
    if document.get((*keys, "steps")) is not None:
        expect_list(document, (*keys, "steps"), path)
        for index in range(len(document.get((*keys, "steps")))):
            expect_mapping(document, (*keys, "steps", index), path)
    _check_called(document, (*keys, "uses"), path)


def _check_called(document: Document, keys: Keys, path: str) -> None:
    """Refuse a version behind the path of a workflow of the same repository."""
    uses = str(document.get(keys) or "")
    if uses.startswith("./") and "@" in uses:
        problem = "cannot specify version when calling local workflows"
        raise InvalidWorkflowError(
            f"{path}:{document.value_at(keys).line}: `{uses}`: {problem}",
            f"invalid value workflow reference: {problem}",
        )
