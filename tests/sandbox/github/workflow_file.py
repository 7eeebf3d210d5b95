"""Reads a workflow file; refuses a file that is no valid workflow, with GitHub's messages."""

from __future__ import annotations

from overrides.hooks.facts.workflow_yaml import Document, DuplicateKey, Keys, YamlProblem, parse
from tests.sandbox.github.permissions import check_permissions
from tests.sandbox.github.workflow_events import check_events
from tests.sandbox.github.workflow_needs import check_id, check_needs
from tests.sandbox.github.workflow_shapes import (
    InvalidWorkflowError,
    expect_list,
    expect_mapping,
    expect_text,
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
    if not document.value["jobs"]:
        sentence, problem = "no job: `jobs` names none", "Required property is missing: jobs"
        raise invalid(path, document.value_at(("jobs",)), sentence, problem)
    for key in document.value["jobs"]:
        _check_job(document, ("jobs", key), path)
    check_needs(document, path)
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
    check_id(document, str(keys[-1]), path)
    expect_mapping(document, keys, path)
    check_permissions(document, (*keys, "permissions"), path)
    _check_mappings(document, keys, path)
    steps = (*keys, "steps")
    _check_alternative(document, keys, ("steps", "uses"), f"job `{keys[-1]}`", path)
    if "uses" in document.get(keys):
        expect_text(document, (*keys, "uses"), path)
    elif "runs-on" not in document.get(keys):
        sentence = f"job `{keys[-1]}` has no `runs-on`"
        # https://github.com/cirrus-actions/rebase/issues/97
        problem = "Required property is missing: runs-on"
        raise invalid(path, document.value_at(keys), sentence, problem)
    else:
        expect_list(document, steps, path)
    for index in range(len(document.get(steps) or [])):
        _check_step(document, (*steps, index), path)
    _check_called(document, (*keys, "uses"), path)


def _check_step(document: Document, keys: Keys, path: str) -> None:
    expect_mapping(document, keys, path)
    _, job, _, index = keys
    _check_alternative(document, keys, ("run", "uses"), f"step {int(index) + 1} of `{job}`", path)
    expect_text(document, (*keys, "run" if "run" in document.get(keys) else "uses"), path)
    _check_mappings(document, keys, path)


def _check_mappings(document: Document, keys: Keys, path: str) -> None:
    for name in ("env", "with"):
        if document.get((*keys, name)) is not None and not is_computed(document, (*keys, name)):
            expect_mapping(document, (*keys, name), path)


def _check_alternative(
    document: Document, keys: Keys, names: tuple[str, str], owner: str, path: str
) -> None:
    """Refuse a mapping that has neither or both of two keys; the later one is unexpected."""
    given = [name for name in document.get(keys) if name in names]
    if not given:
        sentence = f"{owner} has neither `{names[0]}` nor `{names[1]}`"
        problem = f"Required property is missing: {names[0]}"
        raise invalid(path, document.key_at(keys), sentence, problem)
    if len(given) > 1:
        sentence = f"{owner} has both `{names[0]}` and `{names[1]}`"
        position = document.key_at((*keys, given[1]))
        raise invalid(path, position, sentence, f"Unexpected value '{given[1]}'")


def _check_called(document: Document, keys: Keys, path: str) -> None:
    """Refuse a version behind the path of a workflow of the same repository."""
    uses = str(document.get(keys) or "")
    if uses.startswith("./") and "@" in uses:
        problem = "cannot specify version when calling local workflows"
        raise InvalidWorkflowError(
            f"{path}:{document.value_at(keys).line}: `{uses}`: {problem}",
            f"invalid value workflow reference: {problem}",
        )
