"""REST: the repository itself, its files and refs, releases, people."""

from __future__ import annotations

import base64
import time
from typing import Any

from starlette.responses import JSONResponse, Response

from . import shapes
from .call import ApiError, Call, not_found
from .hub import Hub
from .state import Release

#: What `gh auth login` asks for, and what the sandbox's token has.
_SCOPES = {"X-OAuth-Scopes": "gist, read:org, repo, workflow"}


class RepositoryApi:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def get(self, call: Call) -> Response:
        return JSONResponse(shapes.repository(self._hub.state))

    def root(self, call: Call) -> Response:
        """gh asks here whether a token is good and what it may do."""
        body = {"current_user_url": f"{shapes.API}/user"}
        return JSONResponse(body, headers=_SCOPES)

    def me(self, call: Call) -> Response:
        body = shapes.person(self._hub.state.users[call.login])
        return JSONResponse(body, headers=_SCOPES)

    def user(self, call: Call) -> Response:
        state = self._hub.state
        people = {a.login.lower(): a for a in (*state.users.values(), state.owner)}
        found = people.get(call.path["login"].lower())
        if found is None:
            raise not_found()
        return JSONResponse(shapes.person(found))

    def team(self, call: Call) -> Response:
        state = self._hub.state
        if not any(team.slug == call.path["team"] for team in state.teams):
            raise not_found()
        return JSONResponse(shapes.full_team(state, call.path["team"]))

    def contents(self, call: Call) -> Response:
        commit = self._hub.bare.commit(call.query.get("ref", "refs/heads/main"))
        text = self._hub.bare.file(commit or "", call.path["path"])
        if text is None:
            raise not_found()
        data, path = (text + "\n").encode(), call.path["path"]
        url = f"{shapes.API}/repos/{self._hub.state.full_name}/contents/{path}"
        web = f"{shapes.WEB}/{self._hub.state.full_name}/blob/main/{path}"
        return JSONResponse({
            "type": "file", "encoding": "base64", "size": len(data), "name": path.split("/")[-1],
            "path": path, "content": base64.encodebytes(data).decode(), "sha": commit,
            "url": url, "git_url": url, "html_url": web, "download_url": web,
            "_links": {"git": url, "html": web, "self": url},
        })  # fmt: skip

    def commit(self, call: Call) -> Response:
        sha = self._hub.bare.commit(call.path["ref"])
        if sha is None:
            raise ApiError(422, f"No commit found for SHA: {call.path['ref']}")
        return JSONResponse(shapes.commit(self._hub.state, sha, self._hub.bare.subject(sha)))

    def ref(self, call: Call) -> Response:
        name = f"refs/{call.path['ref']}"
        found = self._hub.bare.refs().get(name)
        if found is None:
            raise not_found()
        url = f"{shapes.API}/repos/{self._hub.state.full_name}/git"
        target = {"sha": found, "type": "commit", "url": f"{url}/commits/{found}"}
        return JSONResponse({"ref": name, "node_id": "", "url": f"{url}/{name}", "object": target})


class ReleasesApi:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def list(self, call: Call) -> Response:
        found = [shapes.release(self._hub.state, r) for r in reversed(self._hub.state.releases)]
        return JSONResponse(call.page(found))

    def by_tag(self, call: Call) -> Response:
        found = self._hub.state.release(call.path["tag"])
        if found is None:
            raise not_found()
        return JSONResponse(shapes.release(self._hub.state, found))

    def latest(self, call: Call) -> Response:
        public = [r for r in self._hub.state.releases if not r.draft and not r.prerelease]
        if not public:
            raise not_found()
        return JSONResponse(shapes.release(self._hub.state, public[-1]))

    def notes(self, call: Call) -> Response:
        tag = call.body.get("tag_name", "")
        link = f"{shapes.WEB}/{self._hub.state.full_name}/commits/{tag}"
        return JSONResponse({"name": tag, "body": f"**Full Changelog**: {link}"})

    def create(self, call: Call) -> Response:
        state, body = self._hub.state, call.body
        tag, draft = str(body.get("tag_name", "")), bool(body.get("draft"))
        if not draft and state.release(tag):
            raise _exists()
        release = Release(
            state.new_id(), tag, str(body.get("name") or ""), str(body.get("body") or ""), draft,
            bool(body.get("prerelease")), str(body.get("target_commitish") or "main"),
            call.login, time.time(),
        )  # fmt: skip
        if body.get("generate_release_notes") and not release.body:
            release.body = f"**Full Changelog**: {shapes.WEB}/{state.full_name}/commits/{tag}"
        state.releases.append(release)
        if not draft:
            self._publish(call.login, release)
        return JSONResponse(shapes.release(state, release), status_code=201)

    def update(self, call: Call) -> Response:
        release = self._find(call)
        was_draft = release.draft
        for key, field in (("name", "name"), ("body", "body"), ("draft", "draft"),
                           ("prerelease", "prerelease"), ("tag_name", "tag")):  # fmt: skip
            if key in call.body:
                setattr(release, field, call.body[key])
        if was_draft and not release.draft:
            self._publish(call.login, release)
        return JSONResponse(shapes.release(self._hub.state, release))

    def get(self, call: Call) -> Response:
        return JSONResponse(shapes.release(self._hub.state, self._find(call)))

    def delete(self, call: Call) -> Response:
        self._hub.state.releases.remove(self._find(call))
        return Response(status_code=204)

    def _find(self, call: Call) -> Release:
        number = int(call.path["release"])
        found = next((r for r in self._hub.state.releases if r.id == number), None)
        if found is None:
            raise not_found()
        return found

    def _publish(self, login: str, release: Release) -> None:
        bare = self._hub.bare
        if bare.qualified(f"refs/tags/{release.tag}") is None:
            commit = bare.commit(release.target)
            if commit is None:
                self._hub.state.releases.remove(release)
                raise _invalid("target_commitish")
            bare.create_tag(release.tag, commit)
        release.published_at = time.time()
        self._hub.events.published(login, release)


def _exists() -> ApiError:
    error = {"resource": "Release", "code": "already_exists", "field": "tag_name"}
    return ApiError(422, "Validation Failed", errors=[error])


def _invalid(field: str) -> ApiError:
    error: dict[str, Any] = {"resource": "Release", "code": "invalid", "field": field}
    return ApiError(422, "Validation Failed", errors=[error])
