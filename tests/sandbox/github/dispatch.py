"""The checks of a dispatch: the trigger, then each input (messages: see refusals.toml)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.workflow import Workflow


def accepted_inputs(workflow: Workflow, given: Mapping[str, Any]) -> dict[str, str]:
    """The run's inputs as text, with defaults for those not given.

    Raises:
        Refused: no `workflow_dispatch` trigger, an unexpected or missing input, a wrong value.
    """
    if "workflow_dispatch" not in workflow.triggers:
        refuse("workflow-dispatch-missing")
    unexpected = [name for name in given if name not in workflow.inputs]
    if unexpected:
        refuse("unexpected-inputs", names=json.dumps(unexpected))
    return {
        name: value
        for name, rule in workflow.inputs.items()
        if (value := _value(name, rule, given)) is not None
    }


def _value(name: str, rule: Mapping[str, Any], given: Mapping[str, Any]) -> str | None:
    if name not in given:
        if rule.get("required") and "default" not in rule:
            refuse("input-missing", name=name)
        return None if "default" not in rule else _text(rule["default"])
    value = _text(given[name])
    if rule.get("type") == "choice" and value not in map(str, rule.get("options") or ()):
        refuse("foreign-choice", value=value, name=name)
    if rule.get("type") == "boolean" and value not in ("true", "false"):
        refuse("not-a-boolean", value=value, name=name)
    return value


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
