"""Bodies with fields of a wrong type get GitHub's answer; the other exceptions are ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.sandbox.sandbox import Sandbox

REPOSITORY = "https://api.github.com/repos/awslabs/open-hostfactory-plugin"
ENVIRONMENT = f"{REPOSITORY}/environments/pypi"
POLICY = "deployment_branch_policy"


@pytest.fixture
def client(restored_sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A client with the maintainer's token."""
    network = restored_sandbox.network
    with httpx.Client(
        proxy=network.proxy, verify=network.client_context(), trust_env=False,
        headers={"Authorization": f"token {restored_sandbox.secrets()[0]}"},
    ) as client:  # fmt: skip
        yield client


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"wait_timer": "5"}, "For 'properties/wait_timer', \"5\" is not an integer."),
        ({"wait_timer": True}, "For 'properties/wait_timer', true is not an integer."),
        ({"reviewers": 5.5}, "For 'properties/reviewers', 5.5 is not an array or null."),
        ({"reviewers": [{"id": None}]}, "For 'properties/id', nil is not an integer."),
        ({"reviewers": [[1, {"a": {}}]]}, "For 'items', [1, {\"a\" => {}}] is not an object."),
        ({POLICY: "main"}, f"For 'properties/{POLICY}', \"main\" is not an object or null."),
    ],
)  # fmt: skip
def test_a_wrong_type_is_refused_in_githubs_words(
    client: httpx.Client, body: dict[str, Any], problem: str
) -> None:
    answer = client.put(ENVIRONMENT, json=body)
    assert (answer.status_code, answer.json()["message"]) == (
        422, f"Invalid request.\n\n{problem}",
    )  # fmt: skip


def test_every_wrong_field_has_a_line(client: httpx.Client) -> None:
    answer = client.post(f"{REPOSITORY}/releases", json={"draft": "no", "body": 4})
    assert answer.json()["message"] == (
        'Invalid request.\n\n"tag_name" wasn\'t supplied.\n'
        "For 'properties/body', 4 is not a string.\n"
        "For 'properties/draft', \"no\" is not a boolean."
    )


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": ["viewer"]}])
def test_graphql_without_a_query_is_a_400(client: httpx.Client, body: dict[str, Any]) -> None:
    answer = client.post("https://api.github.com/graphql", json=body)
    problem = "A query attribute must be specified and must be a string."
    assert (answer.status_code, answer.json()) == (400, {"errors": [{"message": problem}]})


def test_an_exception_of_a_graphql_resolver_is_an_error_of_the_sandbox(
    client: httpx.Client, restored_sandbox: Sandbox
) -> None:
    """graphql-core would answer 200 with the exception's text, as GitHub does with its own."""
    restored_sandbox.github.state.users.clear()
    query = {"query": "{ viewer { login } }"}
    assert client.post("https://api.github.com/graphql", json=query).status_code == 500
    (sentence,) = restored_sandbox.service_errors()
    assert sentence.startswith("tests/sandbox/github/graphql.py:")
    assert "POST https://api.github.com/graphql: KeyError: " in sentence


def test_an_unknown_pull_request_is_an_answer_of_github(client: httpx.Client) -> None:
    query = 'mutation { closePullRequest(input: {pullRequestId: "PR_9"}) { pullRequest { id } } }'
    answer = client.post("https://api.github.com/graphql", json={"query": query})
    (error,) = answer.json()["errors"]
    assert error["message"] == "Could not resolve to a node with the global id of 'PR_9'."
