"""Bugs of the stand-in are raised, imitated failures of PyPI are answered with status 500."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import jwt
import pytest

from tests.sandbox.oidc_issuer import GITHUB_ISSUER
from tests.sandbox.pypi import (
    PYPI,
    Account,
    Dependencies,
    Index,
    User,
    application,
    attestations,
    macaroons,
)

UNSIGNED = jwt.encode({"iss": GITHUB_ISSUER}, "", algorithm="none")
MINT = ("https://pypi.org/_/oidc/mint-token", {"json": {"token": UNSIGNED}})
UPLOAD_FIELDS = {
    ":action": "file_upload", "protocol_version": "1", "metadata_version": "2.1",
    "name": "sampleproject", "version": "1.0", "filetype": "sdist", "md5_digest": "0",
    "content": "a text, not a file",
}  # fmt: skip
UPLOAD = ("https://upload.pypi.org/legacy/", {"data": UPLOAD_FIELDS})


def _bug(*_arguments: object) -> Any:
    raise TypeError("a bug")


def _index(folder: Path, **dependencies: Any) -> Index:
    defaults = {"issuer_keys": _bug, "github_account": lambda login: Account(login, 1)}
    index = Index(PYPI, folder, Dependencies(**{**defaults, **dependencies}))
    index.state.users["alice"] = User("alice")
    return index


def _post(index: Index, url: str, body: dict[str, Any]) -> httpx.Response:
    token, _ = macaroons.issue(index.state, "pypi.org", [], user="alice")

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(application(index))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.post(url, auth=("__token__", token), **body)

    return asyncio.run(send())


@pytest.mark.parametrize(("url", "body"), [MINT, UPLOAD], ids=["mint", "upload"])
def test_a_bug_is_raised(tmp_path: Path, url: str, body: dict[str, Any]) -> None:
    """PyPI gave no such answer; the sandbox's server records the exception."""
    with pytest.raises(TypeError, match="a bug"):
        _post(_index(tmp_path, now=_bug), url, body)


def test_a_failure_that_pypi_has_too_is_answered(tmp_path: Path) -> None:
    """PyPI's own code fails on a `content` that is a text field."""
    response = _post(_index(tmp_path), *UPLOAD)
    assert (response.status_code, response.headers["x-reason"]) == (500, "Internal Server Error")


def test_a_bug_in_the_verification_of_an_attestation_is_no_refusal() -> None:
    """PyPI turns the exceptions of Sigstore's library into a refusal; those of ours are none."""
    dependencies: Any = SimpleNamespace(verify=_bug)
    with pytest.raises(TypeError, match="a bug"):
        attestations._verify(cast(Any, None), cast(Any, None), cast(Any, None), dependencies)
