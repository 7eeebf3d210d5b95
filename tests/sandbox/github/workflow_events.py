"""Refuses a wrong shape of `on` in a workflow file: the events, their filters and their inputs."""

from __future__ import annotations

from overrides.hooks.facts.workflow_yaml import Document, Keys, Position
from tests.sandbox.github.workflow_shapes import (
    expect_list,
    expect_mapping,
    expect_text,
    expect_texts,
    invalid,
    unexpected,
)

#: The filters of events, each a text or a list of texts.
_FILTERS = (
    "branches", "branches-ignore", "paths", "paths-ignore", "tags", "tags-ignore", "types",
    "workflows",
)  # fmt: skip

#: The events of https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows,
#: and those of earlier years that files may still name.
EVENTS = (
    "branch_protection_rule", "check_run", "check_suite", "create", "delete", "deployment",
    "deployment_status", "discussion", "discussion_comment", "fork", "gollum", "image_version",
    "issue_comment", "issues", "label", "merge_group", "milestone", "page_build", "project",
    "project_card", "project_column", "public", "pull_request", "pull_request_comment",
    "pull_request_review", "pull_request_review_comment", "pull_request_target", "push",
    "registry_package", "release", "repository_dispatch", "schedule", "status", "watch",
    "workflow_call", "workflow_dispatch", "workflow_run",
)  # fmt: skip


def check_events(document: Document, path: str) -> None:
    """Raises InvalidWorkflowError."""
    events = document.get(("on",))
    if events in (None, "", [], {}):
        sentence, problem = "no event: `on` names none", "Required property is missing: on"
        raise invalid(path, document.value_at(("on",)), sentence, problem)
    if isinstance(events, list):
        for index in range(len(events)):
            expect_text(document, ("on", index), path)
            _check_name(str(events[index]), document.value_at(("on", index)), path)
    elif isinstance(events, dict):
        for event in events:
            _check_name(str(event), document.key_at(("on", event)), path)
            _check_event(document, ("on", event), path)
    elif isinstance(events, str):
        _check_name(events, document.value_at(("on",)), path)
    else:
        raise unexpected(document, ("on",), "events", path)


def _check_name(event: str, position: Position, path: str) -> None:
    if event not in EVENTS:
        sentence, problem = f"unknown event `{event}`", f"Unexpected value '{event}'"
        raise invalid(path, position, sentence, problem)


def _check_event(document: Document, keys: Keys, path: str) -> None:
    if keys == ("on", "schedule"):
        expect_list(document, keys, path)
        for index in range(len(document.get(keys))):
            expect_mapping(document, (*keys, index), path)
        return
    if document.get(keys) is None:
        return
    expect_mapping(document, keys, path)
    for name in document.get(keys):
        if name in _FILTERS:
            expect_texts(document, (*keys, name), path)
    inputs = (*keys, "inputs")
    if document.get(inputs) is None:
        return
    expect_mapping(document, inputs, path)
    for name in document.get(inputs):
        if document.get((*inputs, name)) is not None:
            expect_mapping(document, (*inputs, name), path)
