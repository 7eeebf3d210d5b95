"""What GitHub's API answers to somebody without an account."""

from __future__ import annotations

import httpx
import pytest

from overrides.hooks.facts import Facts, read
from tests import ROOT
from tests.contracts.backend import Backend
from tests.contracts.live.question import Asked
from tests.contracts.rows import Row
from tests.sandbox.github.api_description import problem_with
from tests.sandbox.github.initial_state import OWNER_ID

FACTS: Facts = read(ROOT)
HOME = f"/repos/{FACTS.slug}"
OWNER = {"login": FACTS.owner, "id": OWNER_ID, "type": "Organization"}
#: (what is asked, its path, the token, the status, GitHub's words)
REFUSED = [
    ("a token that nobody has", "/user", "token made-up", 401, "Bad credentials"),
    ("no token", "/user", None, 401, "Requires authentication"),
    ("no such repository", f"/repos/{FACTS.owner}/there-is-none", "", 404, "Not Found"),
]
#: (what is asked, its path, what the answer must say)
SHOWN: list[tuple[str, str, Row]] = [
    ("the owner, as PyPI's forms look it up", f"/users/{FACTS.owner}", OWNER),
    ("the repository", HOME, {"full_name": FACTS.slug, "default_branch": "main"}),
    ("its environments", f"{HOME}/environments", {}),
    ("its workflows", f"{HOME}/actions/workflows", {}),
    ("its releases", f"{HOME}/releases", {}),
]


def asked(about: str, path: str, response: Row) -> Row:
    """A contract in the form of a recorded row."""
    request = {"method": "GET", "path": path}
    return {"id": "GitHub's description", "about": about, "request": request, "response": response}


def refused(row: Row, answer: httpx.Response) -> None:
    """GitHub's three keys, with the status and the sentence."""
    said = answer.json()
    assert set(said) == {"message", "documentation_url", "status"}
    assert (answer.status_code, said["message"]) == tuple(row["response"].values())
    assert said["status"] == str(answer.status_code)
    assert said["documentation_url"].startswith("https://docs.github.com/rest")


def shown(row: Row, answer: httpx.Response) -> None:
    """The facts that the guide rests on, in the shape that GitHub describes."""
    assert answer.status_code == 200
    said = answer.json()
    expected = row["response"]
    assert {name: said[name] for name in expected} == expected
    fault = problem_with("GET", row["request"]["path"], said)
    assert fault is None, fault


@pytest.mark.parametrize(("about", "path", "token", "status", "words"), REFUSED)
def test_a_stranger_is_turned_away(
    github: Asked, about: str, path: str, token: str | None, status: int, words: str
) -> None:
    """401 and 404 in the words that gh prints."""
    row = asked(about, path, {"status": status, "message": words})
    headers = {} if token == "" else {"Authorization": token}
    github.hold(row, lambda backend: backend.send("GET", path, headers=headers), refused)


@pytest.mark.parametrize(("about", "path", "says"), SHOWN)
def test_what_is_public_is_shown_as_described(
    github: Asked, about: str, path: str, says: Row
) -> None:
    """The repository of the guide is there, under this name, and so is its owner."""

    def get(backend: Backend) -> httpx.Response:
        return backend.send("GET", path, headers={"Accept": "application/vnd.github+json"})

    github.hold(asked(about, path, says), get, shown)
