"""REST handlers of releases; publishing a release starts the workflows it triggers."""

from __future__ import annotations

import time
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import immutability, json_releases
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.json_values import WEB
from tests.sandbox.github.rulesets import verdict
from tests.sandbox.github.run_token import require_grant
from tests.sandbox.github.state import Release

#: Field of a request → attribute of Release.
_FIELDS = {"name": "name", "body": "body", "draft": "draft", "prerelease": "prerelease",
           "tag_name": "tag"}  # fmt: skip


def list_releases(context: ApiContext, call: Call) -> Response:
    """Newest first."""
    releases = reversed(context.state.releases)
    return JSONResponse(call.page([json_releases.release(context.state, r) for r in releases]))


def get_release_by_tag(context: ApiContext, call: Call) -> Response:
    found = context.state.release(call.path["tag"])
    if found is None:
        raise not_found()
    return JSONResponse(json_releases.release(context.state, found))


def get_latest_release(context: ApiContext, call: Call) -> Response:
    public = [r for r in context.state.releases if not r.draft and not r.prerelease]
    if not public:
        raise not_found()
    return JSONResponse(json_releases.release(context.state, public[-1]))


def generate_notes(context: ApiContext, call: Call) -> Response:
    tag = call.body.get("tag_name", "")
    return JSONResponse({"name": tag, "body": _notes(context, tag)})


def _notes(context: ApiContext, tag: str) -> str:
    return f"**Full Changelog**: {WEB}/{context.state.full_name}/commits/{tag}"


def create_release(context: ApiContext, call: Call) -> Response:
    require_grant(context, call, "contents")
    state, body = context.state, call.body
    tag, draft = str(body.get("tag_name", "")), bool(body.get("draft"))
    if not draft and state.release(tag):
        raise _validation_failed("already_exists", "tag_name")
    release = Release(
        state.new_id(), tag, str(body.get("name") or ""), str(body.get("body") or ""), draft,
        bool(body.get("prerelease")), str(body.get("target_commitish") or state.default_branch),
        call.login, time.time(),
    )  # fmt: skip
    if body.get("generate_release_notes") and not release.body:
        release.body = _notes(context, tag)
    state.releases.append(release)
    if not draft:
        _publish(context, call.login, release, created=True)
    return JSONResponse(json_releases.release(state, release), status_code=201)


def update_release(context: ApiContext, call: Call) -> Response:
    require_grant(context, call, "contents")
    release = find_release(context, call)
    immutability.check_edit(release, call.body)
    was_draft = release.draft
    for key, attribute in _FIELDS.items():
        if key in call.body:
            setattr(release, attribute, call.body[key])
    if was_draft and not release.draft:
        _publish(context, call.login, release, created=False)
    return JSONResponse(json_releases.release(context.state, release))


def get_release(context: ApiContext, call: Call) -> Response:
    return JSONResponse(json_releases.release(context.state, find_release(context, call)))


def delete_release(context: ApiContext, call: Call) -> Response:
    require_grant(context, call, "contents")
    context.state.releases.remove(find_release(context, call))
    return Response(status_code=204)


def find_release(context: ApiContext, call: Call) -> Release:
    number = int(call.path["release"])
    found = next((r for r in context.state.releases if r.id == number), None)
    if found is None:
        raise not_found()
    return found


def _publish(context: ApiContext, login: str, release: Release, *, created: bool) -> None:
    """Create the tag when it is missing; a target without a commit removes the release again."""
    bare = context.bare
    _check_tag(context, login, release)
    if bare.qualified(f"refs/tags/{release.tag}") is None:
        commit = bare.commit(release.target)
        if commit is None:
            context.state.releases.remove(release)
            raise _validation_failed("invalid", "target_commitish")
        bare.create_tag(release.tag, commit)
        # The tag is pushed as by git: https://github.com/gurugaurav/bing_image_downloader/pull/75.
        context.events.pushed(login, f"refs/tags/{release.tag}", None, commit)
    immutability.publish(context.state, release)
    release.published_at = time.time()
    context.events.release_published(login, release, created=created)


def _check_tag(context: ApiContext, login: str, release: Release) -> None:
    """Message: https://github.com/googleapis/release-please-action/issues/1194."""
    ref = f"refs/tags/{release.tag}"
    found = verdict(context.state, login, ref, "creation")
    broken = found.text if found.refused and context.bare.qualified(ref) is None else ""
    if errors := immutability.tag_errors(context.state, release.tag, broken):
        context.state.releases.remove(release)
        raise ApiError(422, "Validation Failed", errors=errors)


def _validation_failed(code: str, field: str) -> ApiError:
    error: dict[str, Any] = {"resource": "Release", "code": code, "field": field}
    return ApiError(422, "Validation Failed", errors=[error])
