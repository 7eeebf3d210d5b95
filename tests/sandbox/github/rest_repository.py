"""REST: the repository itself, its files and refs, people."""

from __future__ import annotations

import base64

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_repository
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext

#: What `gh auth login` asks for, and what the sandbox's token has.
_SCOPES = {"X-OAuth-Scopes": "gist, read:org, repo, workflow"}


class RepositoryApi:
    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def get(self, call: Call) -> Response:
        return JSONResponse(json_repository.repository(self._context.state))

    def root(self, call: Call) -> Response:
        """gh asks here whether a token is good and what it may do."""
        body = {"current_user_url": f"{json_repository.API}/user"}
        return JSONResponse(body, headers=_SCOPES)

    def me(self, call: Call) -> Response:
        body = json_repository.person(self._context.state.users[call.login])
        return JSONResponse(body, headers=_SCOPES)

    def user(self, call: Call) -> Response:
        state = self._context.state
        people = {a.login.lower(): a for a in (*state.users.values(), state.owner)}
        found = people.get(call.path["login"].lower())
        if found is None:
            raise not_found()
        return JSONResponse(json_repository.person(found))

    def team(self, call: Call) -> Response:
        state = self._context.state
        if not any(team.slug == call.path["team"] for team in state.teams):
            raise not_found()
        return JSONResponse(json_repository.full_team(state, call.path["team"]))

    def contents(self, call: Call) -> Response:
        commit = self._context.bare.commit(call.query.get("ref", "refs/heads/main"))
        text = self._context.bare.file(commit or "", call.path["path"])
        if text is None:
            raise not_found()
        data, path = (text + "\n").encode(), call.path["path"]
        url = f"{json_repository.API}/repos/{self._context.state.full_name}/contents/{path}"
        web = f"{json_repository.WEB}/{self._context.state.full_name}/blob/main/{path}"
        return JSONResponse({
            "type": "file", "encoding": "base64", "size": len(data), "name": path.split("/")[-1],
            "path": path, "content": base64.encodebytes(data).decode(), "sha": commit,
            "url": url, "git_url": url, "html_url": web, "download_url": web,
            "_links": {"git": url, "html": web, "self": url},
        })  # fmt: skip

    def commit(self, call: Call) -> Response:
        sha = self._context.bare.commit(call.path["ref"])
        if sha is None:
            raise ApiError(422, f"No commit found for SHA: {call.path['ref']}")
        return JSONResponse(
            json_repository.commit(self._context.state, sha, self._context.bare.subject(sha))
        )

    def ref(self, call: Call) -> Response:
        name = f"refs/{call.path['ref']}"
        found = self._context.bare.refs().get(name)
        if found is None:
            raise not_found()
        url = f"{json_repository.API}/repos/{self._context.state.full_name}/git"
        target = {"sha": found, "type": "commit", "url": f"{url}/commits/{found}"}
        return JSONResponse({"ref": name, "node_id": "", "url": f"{url}/{name}", "object": target})

    def delete_ref(self, call: Call) -> Response:
        """`gh release delete --cleanup-tag` asks for it; the name is one in full, `tags/v1.2.3`.

        Sources of the words: https://github.com/jcabi/jcabi-github/issues/1335 and
        https://github.com/cli/cli/issues/11646.
        """
        self._context.check(call, "contents")
        name = f"refs/{call.path['ref']}"
        if name not in self._context.bare.refs():
            raise ApiError(422, "Reference does not exist")
        if name == "refs/heads/main":
            raise ApiError(422, "Cannot delete the default branch")
        self._context.bare.delete_ref(name)
        return Response(status_code=204)
