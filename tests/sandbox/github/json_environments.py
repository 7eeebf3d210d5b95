"""The JSON of deployment environments and their protection rules (docs.github.com/rest)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.deployment_environment import Environment, RefPattern
from tests.sandbox.github.json_accounts import account, team
from tests.sandbox.github.json_values import API, WEB, node_id, timestamp
from tests.sandbox.github.state import State


def environment(state: State, found: Environment) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/environments/{found.name}"
    log = f"{WEB}/{state.full_name}/deployments/activity_log"
    created_at = timestamp(found.created_at)
    policy = None
    if found.policy is not None:
        policy = {"protected_branches": found.policy == "protected",
                  "custom_branch_policies": found.policy == "custom"}  # fmt: skip
    return {
        "id": found.id, "node_id": node_id("EN", found.id), "name": found.name, "url": url,
        "html_url": f"{log}?environments_filter={found.name}",
        "created_at": created_at, "updated_at": created_at,
        "protection_rules": _rules(state, found),
        "deployment_branch_policy": policy, "can_admins_bypass": found.admins_bypass,
    }  # fmt: skip


def _rules(state: State, found: Environment) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = []
    if found.wait_timer:
        rules.append({"type": "wait_timer", "wait_timer": found.wait_timer})
    if found.reviewers:
        reviewers = [{"type": kind, "reviewer": _reviewer(state, kind, number)}
                     for kind, number in found.reviewers]  # fmt: skip
        rules.append({"type": "required_reviewers", "reviewers": reviewers,
                      "prevent_self_review": found.prevent_self_review})  # fmt: skip
    if found.policy is not None:
        rules.append({"type": "branch_policy"})
    for offset, rule in enumerate(rules):
        rule.update(id=found.id * 10 + offset, node_id=node_id("GA", found.id * 10 + offset))
    return rules


def _reviewer(state: State, kind: str, number: int) -> dict[str, Any]:
    if kind == "Team":
        return team(state, next(team.slug for team in state.teams if team.id == number))
    return account(next(user for user in state.users.values() if user.id == number))


def ref_pattern(found: RefPattern) -> dict[str, Any]:
    """A deployment branch policy, as the API calls one name pattern."""
    return {
        "id": found.id, "node_id": node_id("GBP", found.id), "name": found.name, "type": found.kind,
    }  # fmt: skip
