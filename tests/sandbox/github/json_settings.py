"""The JSON of environments and releases, as GitHub's REST description gives it."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.json_repository import API, WEB, account, moment, node_id, team
from tests.sandbox.github.state import Environment, Release, State


def environment(state: State, found: Environment) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/environments/{found.name}"
    log = f"{WEB}/{state.full_name}/deployments/activity_log"
    when = moment(found.created_at)
    policy = None
    if found.policy is not None:
        policy = {"protected_branches": found.policy == "protected",
                  "custom_branch_policies": found.policy == "custom"}  # fmt: skip
    return {
        "id": found.id, "node_id": node_id("EN", found.id), "name": found.name, "url": url,
        "html_url": f"{log}?environments_filter={found.name}",
        "created_at": when, "updated_at": when, "protection_rules": _rules(state, found),
        "deployment_branch_policy": policy, "can_admins_bypass": True,
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


def release(state: State, found: Release) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/releases/{found.id}"
    archive = f"{API}/repos/{state.full_name}"
    return {
        "id": found.id, "node_id": node_id("RE", found.id), "url": url,
        "assets_url": f"{url}/assets",
        "upload_url": f"{url.replace('api.', 'uploads.')}/assets{{?name,label}}",
        "html_url": f"{WEB}/{state.full_name}/releases/tag/{found.tag}",
        "tag_name": found.tag, "target_commitish": found.target, "name": found.name,
        "body": found.body, "draft": found.draft, "prerelease": found.prerelease,
        "immutable": False, "created_at": moment(found.created_at),
        "published_at": moment(found.published_at), "author": account(state.users[found.author]),
        "assets": [], "tarball_url": f"{archive}/tarball/{found.tag}",
        "zipball_url": f"{archive}/zipball/{found.tag}",
    }  # fmt: skip
