"""The JSON of GitHub's objects, as its REST description gives them (docs.github.com/rest)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.sandbox.github.state import Account, State

API = "https://api.github.com"
WEB = "https://github.com"


def moment(seconds: float | None) -> str | None:
    """ISO 8601 in UTC, whole seconds, as the API writes times."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def node_id(kind: str, number: int) -> str:
    return f"{kind}_{number:012x}"


def account(account: Account) -> dict[str, Any]:
    url = f"{API}/users/{account.login}"
    lists = {
        "followers_url": "/followers", "following_url": "/following{/other_user}",
        "gists_url": "/gists{/gist_id}", "starred_url": "/starred{/owner}{/repo}",
        "subscriptions_url": "/subscriptions", "organizations_url": "/orgs",
        "repos_url": "/repos", "events_url": "/events{/privacy}",
        "received_events_url": "/received_events",
    }  # fmt: skip
    return {
        "login": account.login, "id": account.id, "node_id": node_id("U", account.id),
        "avatar_url": f"{WEB}/{account.login}.png", "gravatar_id": "", "url": url,
        "html_url": f"{WEB}/{account.login}", "type": account.kind, "site_admin": False,
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


def person(found: Account) -> dict[str, Any]:
    """An account with its profile, which says nothing here."""
    blank = ("name", "company", "blog", "location", "email", "hireable", "bio")
    return {**account(found), **_COUNTS, **dict.fromkeys(blank), **_BORN}


_COUNTS = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
_BORN = {"created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z"}


def full_team(state: State, slug: str) -> dict[str, Any]:
    members = next(team.members for team in state.teams if team.slug == slug)
    owner, url = account(state.owner), f"{API}/orgs/{state.owner.login}"
    lists = ("repos", "events", "hooks", "issues", "members", "public_members")
    kept = ("login", "id", "node_id", "avatar_url", "html_url", "type")
    organization = {
        **{key: owner[key] for key in kept}, "url": url, "description": None,
        "has_organization_projects": True, "has_repository_projects": True, "archived_at": None,
        **_COUNTS, **_BORN, **{f"{name}_url": f"{url}/{name}" for name in lists},
    }  # fmt: skip
    counts = {"members_count": len(members), "repos_count": 1}
    return {**team(state, slug), **counts, **_BORN, "organization": organization}


_REPOSITORY_LINKS = {
    "archive_url": "/{archive_format}{/ref}", "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}", "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}", "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}", "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}", "contributors_url": "/contributors",
    "deployments_url": "/deployments", "downloads_url": "/downloads", "events_url": "/events",
    "forks_url": "/forks", "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}", "git_tags_url": "/git/tags{/sha}", "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}", "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}", "keys_url": "/keys{/key_id}", "labels_url": "/labels{/name}",
    "languages_url": "/languages", "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}", "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}", "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}", "subscribers_url": "/subscribers",
    "subscription_url": "/subscription", "tags_url": "/tags", "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}  # fmt: skip


def repository(state: State) -> dict[str, Any]:
    name, url = state.full_name, f"{API}/repos/{state.full_name}"
    owner = account(state.owner)
    counts = ("forks", "forks_count", "open_issues", "open_issues_count", "watchers",
              "watchers_count", "stargazers_count", "size", "network_count",
              "subscribers_count")  # fmt: skip
    allowed = ("has_issues", "has_projects", "has_wiki", "has_downloads", "has_discussions",
               "allow_rebase_merge", "allow_squash_merge", "allow_merge_commit")  # fmt: skip
    return {
        "id": state.repository_id, "node_id": node_id("R", state.repository_id),
        "name": state.repository, "full_name": name, "owner": owner, "organization": owner,
        "private": False, "visibility": "public", "fork": False, "archived": False,
        "disabled": False, "is_template": False, "has_pages": True, "description": None,
        "homepage": None, "language": "Python", "license": None, "mirror_url": None,
        "topics": [], "default_branch": "main", "url": url, "html_url": f"{WEB}/{name}",
        "clone_url": f"{WEB}/{name}.git", "git_url": f"git://github.com/{name}.git",
        "ssh_url": f"git@github.com:{name}.git", "svn_url": f"{WEB}/{name}",
        "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z",
        "pushed_at": "2025-01-01T00:00:00Z", "web_commit_signoff_required": False,
        "permissions": dict.fromkeys(("admin", "maintain", "push", "triage", "pull"), True),
        **dict.fromkeys(counts, 0), **dict.fromkeys(allowed, True),
        **{key: url + tail for key, tail in _REPOSITORY_LINKS.items()},
    }  # fmt: skip


def minimal_repository(state: State, whole: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ours, or the one given, cut down."""
    whole = whole or repository(state)
    kept = ("id", "node_id", "name", "full_name", "owner", "private", "html_url", "description",
            "fork", "url", "hooks_url", *_REPOSITORY_LINKS)  # fmt: skip
    return {key: whole[key] for key in kept}


def commit(state: State, sha: str, subject: str) -> dict[str, Any]:
    url, web = f"{API}/repos/{state.full_name}", f"{WEB}/{state.full_name}/commit/{sha}"
    person = {"name": state.owner.login, "email": "noreply@github.com",
              "date": "2025-01-01T00:00:00Z"}  # fmt: skip
    return {
        "sha": sha, "node_id": f"C_{sha}", "url": f"{url}/commits/{sha}", "html_url": web,
        "comments_url": f"{url}/commits/{sha}/comments", "author": None, "committer": None,
        "parents": [], "commit": {
            "message": subject, "author": person, "committer": person, "comment_count": 0,
            "url": f"{url}/git/commits/{sha}",
            "tree": {"sha": sha, "url": f"{url}/git/trees/{sha}"},
        },
    }  # fmt: skip
