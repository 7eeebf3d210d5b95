"""The device flow, by the answers in GitHub's documentation ("Authorizing OAuth apps")."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from urllib.parse import parse_qs

import httpx
import pytest

from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.browser import DEVICE_LABEL, DEVICE_PAGE
from tests.sandbox.workstation.home import LOGIN

CODE, TOKEN = "https://github.com/login/device/code", "https://github.com/login/oauth/access_token"


@pytest.fixture
def client(restored_sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A program without a login; no browser types its codes."""
    typing = restored_sandbox.github.device_login.on_code
    restored_sandbox.github.device_login.on_code = None
    trust = ssl.create_default_context(cafile=restored_sandbox.environment["SSL_CERT_FILE"])
    proxy = restored_sandbox.environment["HTTPS_PROXY"]
    with httpx.Client(proxy=proxy, verify=trust, trust_env=False) as opened:
        yield opened
    restored_sandbox.github.device_login.on_code = typing


def post(client: httpx.Client, url: str, **fields: str) -> dict[str, str]:
    """The fields of the answer, which is a form by default."""
    answer = client.post(url, data={"client_id": "x", **fields})
    assert answer.headers["content-type"].startswith("application/x-www-form-urlencoded")
    return {name: values[0] for name, values in parse_qs(answer.text).items()}


def test_a_token_is_given_once_after_the_code_was_typed(
    restored_sandbox: Sandbox, client: httpx.Client
) -> None:
    """Until then the answer is `authorization_pending`; an unknown code is incorrect."""
    given = post(client, CODE, scope="repo gist")
    assert set(given) == {"device_code", "user_code", "verification_uri", "expires_in", "interval"}
    assert (len(given["device_code"]), given["expires_in"]) == (40, "900")
    device = given["device_code"]
    assert post(client, TOKEN, device_code=device) == {"error": "authorization_pending"}
    assert restored_sandbox.browser.submit(DEVICE_PAGE, {DEVICE_LABEL: "WRNG-CODE"}) != []
    assert post(client, TOKEN, device_code=device) == {"error": "authorization_pending"}
    assert restored_sandbox.browser.submit(DEVICE_PAGE, {DEVICE_LABEL: given["user_code"]}) == []
    answer = post(client, TOKEN, device_code=device)
    assert (answer["token_type"], answer["scope"]) == ("bearer", "repo,gist")
    assert restored_sandbox.github.state.tokens[answer["access_token"]] == LOGIN
    assert post(client, TOKEN, device_code=device) == {"error": "incorrect_device_code"}


def test_a_path_with_a_slash_too_much_is_not_found(restored_sandbox: Sandbox) -> None:
    """ "adding a trailing slash to the endpoint will result in a 404 Not Found" (GitHub docs)."""
    done = restored_sandbox.run("gh", "run", "view", "")
    assert done.returncode == 1
    assert "HTTP 404: Not Found (https://api.github.com/repos/awslabs/" in done.stderr
    assert "/actions/runs/?" in done.stderr
