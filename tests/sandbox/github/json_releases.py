"""The JSON of releases (docs.github.com/rest)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.json_accounts import account
from tests.sandbox.github.json_values import API, WEB, node_id, timestamp
from tests.sandbox.github.state import Release, State


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
        "immutable": False, "created_at": timestamp(found.created_at),
        "published_at": timestamp(found.published_at), "author": account(state.users[found.author]),
        "assets": [], "tarball_url": f"{archive}/tarball/{found.tag}",
        "zipball_url": f"{archive}/zipball/{found.tag}",
    }  # fmt: skip
