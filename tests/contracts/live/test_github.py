"""The answers of GitHub's API to requests that need no account."""

from __future__ import annotations

import httpx
import pytest

from overrides.hooks.facts import Facts, read
from tests import ROOT
from tests.contracts.backend import Backend
from tests.contracts.live.target import Target
from tests.contracts.rows import Row
from tests.sandbox.github.api_description import problem_with
from tests.sandbox.github.initial_state import OWNER_ID

FACTS: Facts = read(ROOT)
HOME = f"/repos/{FACTS.slug}"
OWNER = {"login": FACTS.owner, "id": OWNER_ID, "type": "Organization"}
#: (request, its path, Authorization header ("" is the default one), status, message)
REFUSED = [
    ("an invalid token", "/user", "token made-up", 401, "Bad credentials"),
    ("no token", "/user", None, 401, "Requires authentication"),
    (
        "a repository that does not exist",
        f"/repos/{FACTS.owner}/there-is-none",
        "",
        404,
        "Not Found",
    ),
]
#: (request, its path, values that the answer must contain)
PUBLIC: list[tuple[str, str, Row]] = [
    ("the owner, as PyPI's forms look it up", f"/users/{FACTS.owner}", OWNER),
    ("the repository", HOME, {"full_name": FACTS.slug, "default_branch": "main"}),
    ("its environments", f"{HOME}/environments", {}),
    ("its workflows", f"{HOME}/actions/workflows", {}),
    ("its releases", f"{HOME}/releases", {}),
]


def as_row(about: str, path: str, response: Row) -> Row:
    """A contract in the form of a recorded row."""
    request = {"method": "GET", "path": path}
    return {"id": "GitHub's description", "about": about, "request": request, "response": response}


def assert_refused(row: Row, answer: httpx.Response) -> None:
    """GitHub's three keys, with the expected status and message."""
    error = answer.json()
    assert set(error) == {"message", "documentation_url", "status"}
    assert (answer.status_code, error["message"]) == tuple(row["response"].values())
    assert error["status"] == str(answer.status_code)
    assert error["documentation_url"].startswith("https://docs.github.com/rest")


def assert_described(row: Row, answer: httpx.Response) -> None:
    """The expected values, in the shape of GitHub's OpenAPI description."""
    assert answer.status_code == 200
    document = answer.json()
    expected = row["response"]
    assert {name: document[name] for name in expected} == expected
    problem = problem_with("GET", row["request"]["path"], document)
    assert problem is None, problem


@pytest.mark.parametrize(("about", "path", "token", "status", "message"), REFUSED)
def test_a_request_without_access_is_refused(
    github: Target, about: str, path: str, token: str | None, status: int, message: str
) -> None:
    """401 and 404, with the messages that gh prints."""
    row = as_row(about, path, {"status": status, "message": message})
    headers = {} if token == "" else {"Authorization": token}
    github.check(row, lambda backend: backend.send("GET", path, headers=headers), assert_refused)


@pytest.mark.parametrize(("about", "path", "content"), PUBLIC)
def test_public_resources_match_githubs_description(
    github: Target, about: str, path: str, content: Row
) -> None:
    """The repository and its owner exist under the names in the guide."""

    def get(backend: Backend) -> httpx.Response:
        return backend.send("GET", path, headers={"Accept": "application/vnd.github+json"})

    github.check(as_row(about, path, content), get, assert_described)
