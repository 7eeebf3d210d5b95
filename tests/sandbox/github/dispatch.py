"""How GitHub judges a dispatch: the ref, the trigger, then each input (texts: public reports)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .workflow import Workflow

#: GitHub turns down more than this many inputs.
MOST_INPUTS = 25


class RefusedDispatchError(ValueError):
    """HTTP 422; `symptom` is the troubleshooting page that explains it."""

    def __init__(self, message: str, symptom: str) -> None:
        super().__init__(message)
        self.symptom = symptom


def judge(workflow: Workflow, given: Mapping[str, Any]) -> dict[str, str]:
    """The run's inputs, defaults filled in.

    Raises:
        RefusedDispatchError: no such trigger, an unexpected or missing input, a foreign choice.
    """
    if "workflow_dispatch" not in workflow.triggers:
        raise RefusedDispatchError(
            "Workflow does not have 'workflow_dispatch' trigger", "workflow-dispatch-missing"
        )
    unexpected = [name for name in given if name not in workflow.inputs]
    if unexpected:
        raise _refused(f"Unexpected inputs provided: {json.dumps(unexpected)}")
    return {
        name: value
        for name, rule in workflow.inputs.items()
        if (value := _value(name, rule, given)) is not None
    }


def _value(name: str, rule: Mapping[str, Any], given: Mapping[str, Any]) -> str | None:
    if name not in given:
        if rule.get("required") and "default" not in rule:
            raise _refused(f"Required input '{name}' not provided")
        return None if "default" not in rule else _text(rule["default"])
    value = _text(given[name])
    if rule.get("type") == "choice" and value not in map(str, rule.get("options") or ()):
        raise _refused(
            f"Provided value '{value}' for input '{name}' not in the list of allowed values"
        )
    if rule.get("type") == "boolean" and value not in ("true", "false"):
        raise _refused(f"Provided value '{value}' for input '{name}' is not of type 'boolean'")
    return value


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _refused(message: str) -> RefusedDispatchError:
    return RefusedDispatchError(message, "workflow-input-422")
