"""What PyPI and TestPyPI answer to somebody without an account."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.contracts.answers import plain, same_content, same_exchange, same_head, same_upload
from tests.contracts.backend import Backend
from tests.contracts.exchanges import exchange
from tests.contracts.jwts import Signers
from tests.contracts.live.question import Asked, for_site, lacking, recorded
from tests.contracts.rows import Row
from tests.contracts.uploads import send
from tests.sandbox.pypi import PYPI, Site

#: The audience; no JSON, no JWT, no issuer; another's signature, and a key that nobody knows.
EXCHANGES = ("mint-2517", "mint-2403", "mint-2416", "mint-2189", "mint-2361", "mint-2362")
#: No credentials at all, and a user's name without a password.
STRANGERS = ("up-0127", "up-0016")
ABSENT = ("read-003", "read-027")
#: sampleproject 4.0.0 is on PyPI for good, and its attestation with it.
PRESENT = ("read-072", "read-135")
ATTESTED = ("read-137",)
NOBODYS = "no-project-of-this-name-is-on-the-index"


def read(backend: Backend, row: Row) -> httpx.Response:
    request = row["request"]
    headers = {"Accept": request["accept"]}
    return backend.send(request["method"], request["path"], host=request["host"], headers=headers)


def same_shape(row: Row, answer: httpx.Response) -> None:
    """Every name that the recorded JSON has is there, and means a thing of the same type."""
    found = list(lacking(row["response"]["json"], plain(answer.json())))
    assert not found, "; ".join(found)


@pytest.mark.parametrize("row", recorded("mint_token", *EXCHANGES))
def test_a_token_of_nobodys_is_refused(
    index: Asked, site: Site, signers: Signers, row: Row
) -> None:
    """The audience, and the words for what is no token, or not one of GitHub's."""
    row = for_site(row, site)
    index.hold(row, lambda backend: exchange(backend, signers, row), same_exchange)


@pytest.mark.parametrize("row", recorded("upload", *STRANGERS))
def test_a_stranger_may_not_upload(index: Asked, site: Site, row: Row) -> None:
    """403, with the sentence in the status line, which is where twine reads it."""
    row = for_site(row, site)
    credentials = row["request"]["auth"].get("header")
    index.hold(row, lambda backend: send(backend, row["request"], credentials), same_upload)


@pytest.mark.parametrize("row", recorded("read_api", *ABSENT))
def test_a_project_that_is_not_there_is_not_found(index: Asked, site: Site, row: Row) -> None:
    """404, as text or as JSON."""
    row = json.loads(json.dumps(for_site(row, site)).replace("sampleproject", NOBODYS))
    index.hold(row, lambda backend: read(backend, row), same_head, same_content)


@pytest.mark.parametrize("row", recorded("read_api", *PRESENT))
@pytest.mark.parametrize("site", [PYPI], ids=["pypi"], indirect=True)
def test_a_project_is_shown_in_the_recorded_shape(index: Asked, row: Row) -> None:
    """The simple API and the JSON API have every name that the stand-in gives."""
    index.hold(row, lambda backend: read(backend, row), same_head, same_shape)


@pytest.mark.parametrize("row", recorded("read_api", *ATTESTED))
@pytest.mark.parametrize("site", [PYPI], ids=["pypi"], indirect=True)
def test_an_attestation_is_shown_as_it_was_taken(index: Asked, row: Row) -> None:
    """The Integrity API gives the provenance of a known file, to the letter."""
    index.hold(row, lambda backend: read(backend, row), same_head, same_content)
