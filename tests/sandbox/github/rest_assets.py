"""REST handlers of the files of a release, which `gh release create TAG FILE` uploads."""

from __future__ import annotations

import hashlib
import time

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_releases
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.rest_releases import find_release
from tests.sandbox.github.run_token import require_grant
from tests.sandbox.github.state import Asset


def upload_asset(context: ApiContext, call: Call) -> Response:
    """A release has one file of each name (docs.github.com/rest/releases/assets)."""
    require_grant(context, call, "contents")
    release, name = find_release(context, call), call.query.get("name", "")
    if release.immutable:
        refuse("immutable-release")
    if any(each.name == name for each in release.assets):
        error = {"resource": "ReleaseAsset", "code": "already_exists", "field": "name"}
        raise ApiError(422, "Validation Failed", errors=[error])
    kind = call.content_type or "application/octet-stream"
    found = Asset(
        context.state.new_id(), name, len(call.raw), hashlib.sha256(call.raw).hexdigest(), kind,
        call.login, time.time(),
    )  # fmt: skip
    release.assets.append(found)
    return JSONResponse(json_releases.asset(context.state, release, found), status_code=201)


def list_assets(context: ApiContext, call: Call) -> Response:
    release = find_release(context, call)
    shown = [json_releases.asset(context.state, release, each) for each in release.assets]
    return JSONResponse(call.page(shown))


def delete_asset(context: ApiContext, call: Call) -> Response:
    """Message: https://github.com/uutils/coreutils/issues/13839."""
    require_grant(context, call, "contents")
    number = int(call.path["asset"])
    for release in context.state.releases:
        for found in release.assets:
            if found.id == number and release.immutable:
                locked = "Cannot delete asset from an immutable release"
                error = {"resource": "ReleaseAsset", "code": "custom", "message": locked}
                raise ApiError(422, "Validation Failed", errors=[error])
            if found.id == number:
                release.assets.remove(found)
                return Response(status_code=204)
    raise not_found()
