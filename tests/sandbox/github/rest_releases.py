"""REST: releases; publishing one starts the workflows that wait for it."""

from __future__ import annotations

import time
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_repository, json_settings
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.state import Release


class ReleasesApi:
    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def list(self, call: Call) -> Response:
        found = [
            json_settings.release(self._context.state, r)
            for r in reversed(self._context.state.releases)
        ]
        return JSONResponse(call.page(found))

    def by_tag(self, call: Call) -> Response:
        found = self._context.state.release(call.path["tag"])
        if found is None:
            raise not_found()
        return JSONResponse(json_settings.release(self._context.state, found))

    def latest(self, call: Call) -> Response:
        public = [r for r in self._context.state.releases if not r.draft and not r.prerelease]
        if not public:
            raise not_found()
        return JSONResponse(json_settings.release(self._context.state, public[-1]))

    def notes(self, call: Call) -> Response:
        tag = call.body.get("tag_name", "")
        link = f"{json_repository.WEB}/{self._context.state.full_name}/commits/{tag}"
        return JSONResponse({"name": tag, "body": f"**Full Changelog**: {link}"})

    def create(self, call: Call) -> Response:
        self._context.check(call, "contents")
        state, body = self._context.state, call.body
        tag, draft = str(body.get("tag_name", "")), bool(body.get("draft"))
        if not draft and state.release(tag):
            raise _exists()
        release = Release(
            state.new_id(), tag, str(body.get("name") or ""), str(body.get("body") or ""), draft,
            bool(body.get("prerelease")), str(body.get("target_commitish") or "main"),
            call.login, time.time(),
        )  # fmt: skip
        if body.get("generate_release_notes") and not release.body:
            release.body = (
                f"**Full Changelog**: {json_repository.WEB}/{state.full_name}/commits/{tag}"
            )
        state.releases.append(release)
        if not draft:
            self._publish(call.login, release)
        return JSONResponse(json_settings.release(state, release), status_code=201)

    def update(self, call: Call) -> Response:
        release = self._find(call)
        was_draft = release.draft
        for key, field in (("name", "name"), ("body", "body"), ("draft", "draft"),
                           ("prerelease", "prerelease"), ("tag_name", "tag")):  # fmt: skip
            if key in call.body:
                setattr(release, field, call.body[key])
        if was_draft and not release.draft:
            self._publish(call.login, release)
        return JSONResponse(json_settings.release(self._context.state, release))

    def get(self, call: Call) -> Response:
        return JSONResponse(json_settings.release(self._context.state, self._find(call)))

    def delete(self, call: Call) -> Response:
        self._context.state.releases.remove(self._find(call))
        return Response(status_code=204)

    def _find(self, call: Call) -> Release:
        number = int(call.path["release"])
        found = next((r for r in self._context.state.releases if r.id == number), None)
        if found is None:
            raise not_found()
        return found

    def _publish(self, login: str, release: Release) -> None:
        bare = self._context.bare
        if bare.qualified(f"refs/tags/{release.tag}") is None:
            commit = bare.commit(release.target)
            if commit is None:
                self._context.state.releases.remove(release)
                raise _invalid("target_commitish")
            bare.create_tag(release.tag, commit)
        release.published_at = time.time()
        self._context.events.published(login, release)


def _exists() -> ApiError:
    error = {"resource": "Release", "code": "already_exists", "field": "tag_name"}
    return ApiError(422, "Validation Failed", errors=[error])


def _invalid(field: str) -> ApiError:
    error: dict[str, Any] = {"resource": "Release", "code": "invalid", "field": field}
    return ApiError(422, "Validation Failed", errors=[error])
