"""The variables that the tests inherit, and those that stay in the first process."""

from __future__ import annotations

import pytest

from tests.machine.variables import INHERITED, reduce, without_login

SECRETS = (
    "GH_TOKEN", "GITHUB_TOKEN", "TWINE_PASSWORD", "AWS_SECRET_ACCESS_KEY", "NPM_TOKEN", "MY_THING",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "UV_PUBLISH_TOKEN", "UV_INDEX_MINE_PASSWORD",
)  # fmt: skip


def test_secrets_and_unknown_variables_are_removed() -> None:
    environment = dict.fromkeys((*SECRETS, "PATH", "LC_ALL", "ORACLE"), "not-a-secret-1")
    reduce(environment)
    assert environment.keys() == {"PATH", "LC_ALL", "ORACLE"}


def test_the_token_of_a_run_against_real_services_is_kept_when_it_is_named() -> None:
    environment = {"GH_TOKEN": "not-a-secret-1", "NPM_TOKEN": "not-a-secret-1"}
    reduce(environment, also=["GH_TOKEN"])
    assert environment == {"GH_TOKEN": "not-a-secret-1"}


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "all_proxy", "UV_DEFAULT_INDEX", "PIP_INDEX_URL"])
def test_a_url_is_kept_without_its_login(name: str) -> None:
    environment = {name: "mine=https://me:pass@example.org:1/simple"}
    reduce(environment)
    assert environment == {name: "mine=https://example.org:1/simple"}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a:b%40@c/d", "https://c/d"),
        ("a:b@c:1", "c:1"),
        ("c:1", "c:1"),
        ("https://c/d@e", "https://c/d@e"),
    ],
)
def test_a_login_is_removed_from_any_form_of_a_url(url: str, kept: str) -> None:
    assert without_login(url) == kept


@pytest.mark.parametrize("part", ["TOKEN", "PASSWORD", "SECRET", "PYTHONWARNINGS", "ADDOPTS"])
def test_no_inherited_variable_has_the_name_of_a_secret(part: str) -> None:
    assert not [name for name in INHERITED if part in name]
