"""The JSON of rulesets (docs.github.com/rest/repos/rules)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.json_values import API, WEB, node_id, timestamp
from tests.sandbox.github.rulesets import Ruleset
from tests.sandbox.github.state import State


def summary(state: State, found: Ruleset) -> dict[str, Any]:
    """A ruleset as lists show it."""
    url = f"{API}/repos/{state.full_name}/rulesets/{found.id}"
    created_at = timestamp(found.created_at)
    return {
        "id": found.id, "node_id": node_id("RRS", found.id), "name": found.name,
        "target": found.target, "enforcement": found.enforcement,
        "source_type": "Repository", "source": state.full_name,
        "created_at": created_at, "updated_at": created_at,
        "_links": {
            "self": {"href": url}, "html": {"href": f"{WEB}/{state.full_name}/rules/{found.id}"},
        },
    }  # fmt: skip


def ruleset(state: State, found: Ruleset) -> dict[str, Any]:
    return {
        **summary(state, found),
        "conditions": {"ref_name": {"include": found.include, "exclude": found.exclude}},
        "rules": [{"type": name} for name in found.rules],
        "bypass_actors": [
            {"actor_id": number, "actor_type": kind, "bypass_mode": mode}
            for kind, number, mode in found.bypass
        ],
        "current_user_can_bypass": "always" if found.bypass else "never",
    }
