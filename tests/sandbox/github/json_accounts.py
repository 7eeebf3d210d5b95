"""The JSON of users, organizations and teams (docs.github.com/rest)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.json_values import API, WEB, node_id
from tests.sandbox.github.state import Account, State

_COUNTS = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
_DATES = {"created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z"}


def account(found: Account) -> dict[str, Any]:
    url = f"{API}/users/{found.login}"
    lists = {
        "followers_url": "/followers", "following_url": "/following{/other_user}",
        "gists_url": "/gists{/gist_id}", "starred_url": "/starred{/owner}{/repo}",
        "subscriptions_url": "/subscriptions", "organizations_url": "/orgs",
        "repos_url": "/repos", "events_url": "/events{/privacy}",
        "received_events_url": "/received_events",
    }  # fmt: skip
    return {
        "login": found.login, "id": found.id, "node_id": node_id("U", found.id),
        "avatar_url": f"{WEB}/{found.login}.png", "gravatar_id": "", "url": url,
        "html_url": f"{WEB}/{found.login}", "type": found.kind, "site_admin": False,
        **{key: url + tail for key, tail in lists.items()},
    }  # fmt: skip


def team(state: State, slug: str) -> dict[str, Any]:
    found = next(team for team in state.teams if team.slug == slug)
    url = f"{API}/organizations/{state.owner.id}/team/{found.id}"
    return {
        "id": found.id, "node_id": node_id("T", found.id), "name": slug, "slug": slug,
        "description": None, "privacy": "closed", "notification_setting": "notifications_enabled",
        "permission": "push", "url": url, "members_url": f"{url}/members{{/member}}",
        "repositories_url": f"{url}/repos", "parent": None, "type": "organization",
        "html_url": f"{WEB}/orgs/{state.owner.login}/teams/{slug}",
    }  # fmt: skip


def profile(found: Account) -> dict[str, Any]:
    """An account with the fields of its profile, all of them empty."""
    blank = ("name", "company", "blog", "location", "email", "hireable", "bio")
    return {**account(found), **_COUNTS, **dict.fromkeys(blank), **_DATES}


def full_team(state: State, slug: str) -> dict[str, Any]:
    members = next(team.members for team in state.teams if team.slug == slug)
    owner, url = account(state.owner), f"{API}/orgs/{state.owner.login}"
    lists = ("repos", "events", "hooks", "issues", "members", "public_members")
    kept = ("login", "id", "node_id", "avatar_url", "html_url", "type")
    organization = {
        **{key: owner[key] for key in kept}, "url": url, "description": None,
        "has_organization_projects": True, "has_repository_projects": True, "archived_at": None,
        **_COUNTS, **_DATES, **{f"{name}_url": f"{url}/{name}" for name in lists},
    }  # fmt: skip
    counts = {"members_count": len(members), "repos_count": 1}
    return {**team(state, slug), **counts, **_DATES, "organization": organization}
