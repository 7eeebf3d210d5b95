"""The JSON of releases (docs.github.com/rest)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.json_accounts import account
from tests.sandbox.github.json_values import API, WEB, node_id, timestamp
from tests.sandbox.github.state import Asset, Release, State


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
        "immutable": found.immutable, "created_at": timestamp(found.created_at),
        "published_at": timestamp(found.published_at), "author": account(state.users[found.author]),
        "assets": [asset(state, found, each) for each in found.assets],
        "tarball_url": f"{archive}/tarball/{found.tag}",
        "zipball_url": f"{archive}/zipball/{found.tag}",
    }  # fmt: skip


def asset(state: State, of: Release, found: Asset) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/releases/assets/{found.id}"
    place = f"{WEB}/{state.full_name}/releases/download/{of.tag}/{found.name}"
    return {
        "url": url, "browser_download_url": place, "id": found.id,
        "node_id": node_id("RA", found.id), "name": found.name, "label": "", "state": "uploaded",
        "content_type": found.content_type, "size": found.size,
        "digest": f"sha256:{found.sha256}", "download_count": 0,
        "created_at": timestamp(found.created_at), "updated_at": timestamp(found.created_at),
        "uploader": account(state.users[found.uploader]),
    }  # fmt: skip
