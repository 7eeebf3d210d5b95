"""Refuses a wrong shape of `on` in a workflow file: the events, their filters and their inputs."""

from __future__ import annotations

from overrides.hooks.facts.workflow_yaml import Document, Keys
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


def check_events(document: Document, path: str) -> None:
    """Raises InvalidWorkflowError."""
    events = document.get(("on",))
    if events in (None, "", [], {}):
        sentence, problem = "no event: `on` names none", "Required property is missing: on"
        raise invalid(path, document.value_at(("on",)), sentence, problem)
    if isinstance(events, list):
        for index in range(len(events)):
            expect_text(document, ("on", index), path)
    elif isinstance(events, dict):
        for event in events:
            _check_event(document, ("on", event), path)
    elif not isinstance(events, str):
        raise unexpected(document, ("on",), "events", path)


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
