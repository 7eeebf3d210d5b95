"""The JSON of the repository, its commits, refs and files (docs.github.com/rest)."""

from __future__ import annotations

import base64
from typing import Any

from tests.sandbox.github.json_accounts import account
from tests.sandbox.github.json_values import API, WEB, node_id
from tests.sandbox.github.state import State

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
        "private": state.private, "visibility": "private" if state.private else "public",
        "fork": False, "archived": False, "disabled": False,
        "is_template": False, "has_pages": True, "description": None,
        "homepage": None, "language": "Python", "license": None, "mirror_url": None,
        "topics": [], "default_branch": state.default_branch,
        "url": url, "html_url": f"{WEB}/{name}",
        "clone_url": f"{WEB}/{name}.git", "git_url": f"git://github.com/{name}.git",
        "ssh_url": f"git@github.com:{name}.git", "svn_url": f"{WEB}/{name}",
        "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z",
        "pushed_at": "2025-01-01T00:00:00Z", "web_commit_signoff_required": False,
        "permissions": dict.fromkeys(("admin", "maintain", "push", "triage", "pull"), True),
        **dict.fromkeys(counts, 0), **dict.fromkeys(allowed, True),
        **{key: url + tail for key, tail in _REPOSITORY_LINKS.items()},
    }  # fmt: skip


def minimal_repository(state: State, whole: dict[str, Any] | None = None) -> dict[str, Any]:
    """The fields of GitHub's "minimal repository"; `whole` defaults to this repository."""
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


def ref(state: State, name: str, sha: str) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/git"
    target = {"sha": sha, "type": "commit", "url": f"{url}/commits/{sha}"}
    return {"ref": name, "node_id": "", "url": f"{url}/{name}", "object": target}


def file(state: State, path: str, text: str, sha: str | None) -> dict[str, Any]:
    data, name = text.encode(), state.full_name
    url, web = (
        f"{API}/repos/{name}/contents/{path}",
        f"{WEB}/{name}/blob/{state.default_branch}/{path}",
    )
    return {
        "type": "file", "encoding": "base64", "size": len(data), "name": path.split("/")[-1],
        "path": path, "content": base64.encodebytes(data).decode(), "sha": sha,
        "url": url, "git_url": url, "html_url": web, "download_url": web,
        "_links": {"git": url, "html": web, "self": url},
    }  # fmt: skip
