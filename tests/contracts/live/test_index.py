"""The answers of PyPI and TestPyPI to requests that need no account."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.contracts.assertions import (
    assert_content,
    assert_exchange,
    assert_head,
    assert_upload,
    normalized,
)
from tests.contracts.backend import Backend
from tests.contracts.exchanges import exchange
from tests.contracts.jwts import Signers
from tests.contracts.live.json_shape import missing
from tests.contracts.live.site_rows import for_site, parameters
from tests.contracts.live.target import Target
from tests.contracts.rows import Row
from tests.contracts.uploads import send
from tests.sandbox.pypi import PYPI, Site

#: Requests for the audience, and exchanges of: no JSON, no JWT, a JWT without an issuer, one with a
#: wrong signature, one with an unknown key id.
EXCHANGES = ("mint-2517", "mint-2403", "mint-2416", "mint-2189", "mint-2361", "mint-2362")
#: Uploads without credentials, and with a user name but no password.
WITHOUT_CREDENTIALS = ("up-0127", "up-0016")
NOT_FOUND = ("read-003", "read-027")
#: Reads of sampleproject 4.0.0, which PyPI keeps with its attestation.
FOUND = ("read-072", "read-135")
ATTESTED = ("read-137",)
UNUSED_NAME = "no-project-of-this-name-is-on-the-index"


def read(backend: Backend, row: Row) -> httpx.Response:
    request = row["request"]
    headers = {"Accept": request["accept"]}
    return backend.send(request["method"], request["path"], host=request["host"], headers=headers)


def assert_shape(row: Row, answer: httpx.Response) -> None:
    """The answer has every name of the recorded JSON, with a value of the same type."""
    problems = list(missing(row["response"]["json"], normalized(answer.json())))
    assert not problems, "; ".join(problems)


@pytest.mark.parametrize("row", parameters("mint_token", *EXCHANGES))
def test_an_exchange_without_a_valid_token_is_refused(
    index: Target, site: Site, signers: Signers, row: Row
) -> None:
    """One of the rows requests the audience, which needs no token."""
    row = for_site(row, site)
    index.check(row, lambda backend: exchange(backend, signers, row), assert_exchange)


@pytest.mark.parametrize("row", parameters("upload", *WITHOUT_CREDENTIALS))
def test_an_upload_without_credentials_is_refused(index: Target, site: Site, row: Row) -> None:
    """403, with the reason in the status line, which twine prints."""
    row = for_site(row, site)
    credentials = row["request"]["auth"].get("header")
    index.check(row, lambda backend: send(backend, row["request"], credentials), assert_upload)


@pytest.mark.parametrize("row", parameters("read_api", *NOT_FOUND))
def test_a_project_that_does_not_exist_is_not_found(index: Target, site: Site, row: Row) -> None:
    """404, as text or as JSON."""
    row = json.loads(json.dumps(for_site(row, site)).replace("sampleproject", UNUSED_NAME))
    index.check(row, lambda backend: read(backend, row), assert_head, assert_content)


@pytest.mark.parametrize("row", parameters("read_api", *FOUND))
@pytest.mark.parametrize("site", [PYPI], ids=["pypi"], indirect=True)
def test_a_project_has_the_recorded_shape(index: Target, row: Row) -> None:
    """The rows are reads of the simple API and of the JSON API."""
    index.check(row, lambda backend: read(backend, row), assert_head, assert_shape)


@pytest.mark.parametrize("row", parameters("read_api", *ATTESTED))
@pytest.mark.parametrize("site", [PYPI], ids=["pypi"], indirect=True)
def test_the_integrity_api_returns_the_recorded_provenance(index: Target, row: Row) -> None:
    index.check(row, lambda backend: read(backend, row), assert_head, assert_content)
