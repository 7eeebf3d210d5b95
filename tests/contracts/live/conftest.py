"""Each contract twice: against the stand-in, and with `--live` against the service itself."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.contracts import index_state
from tests.contracts.backend import Service
from tests.contracts.jwts import Signers
from tests.contracts.live.question import Asked
from tests.contracts.rows import Row
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.uploads import post
from tests.sandbox.pypi import PYPI, TESTPYPI, Site

if TYPE_CHECKING:
    from tests.sandbox.sandbox import Sandbox

API = "api.github.com"
KINDS = ["stand-in", pytest.param("real", marks=pytest.mark.live)]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[PYPI, TESTPYPI], ids=lambda site: site.name)
def site(request: pytest.FixtureRequest) -> Site:
    chosen: Site = request.param
    return chosen


@pytest.fixture(scope="session")
def served_for_tests(
    tmp_path_factory: pytest.TempPathFactory, signers: Signers
) -> Iterator[Served]:
    """TestPyPI's stand-in; `served` is PyPI's."""
    server = Served(
        tmp_path_factory.mktemp("test-files"), ServiceDoubles(signers.published), TESTPYPI
    )
    yield server
    server.close()


@pytest.fixture
def index(kind: str, site: Site, request: pytest.FixtureRequest) -> Asked:
    """PyPI or TestPyPI."""
    if kind == "real":
        return Asked(site.domain, Service(site.domain), lambda row: None)
    name = "served" if site is PYPI else "served_for_tests"
    served, signers = request.getfixturevalue(name), request.getfixturevalue("signers")
    return Asked(f"the stand-in for {site.title}", served, lambda row: begin(served, signers, row))


def begin(served: Served, signers: Signers, row: Row) -> None:
    """The state that the row starts from, with its uploads."""
    served.start_from(index_state.build(row))
    for upload in row.get("uploads", ()):
        assert post(served, signers, upload).status_code == 200


@pytest.fixture
def github(kind: str, request: pytest.FixtureRequest) -> Asked:
    """GitHub's API. The stand-in shows nothing to strangers, so it is asked as the maintainer."""
    if kind == "real":
        # Never needed; but an address that many share, as CI's, has soon asked too often.
        token = os.environ.get("GH_TOKEN")
        headers = {"Authorization": f"token {token}"} if token else {}
        return Asked(API, Service(API, headers=headers), lambda row: None)
    sandbox: Sandbox = request.getfixturevalue("sandbox")
    return Asked("the stand-in for GitHub", in_sandbox(sandbox), lambda row: None)


def in_sandbox(sandbox: Sandbox) -> Service:
    """GitHub's API by the sandbox's road, as the person at the keyboard."""
    trust = ssl.create_default_context(cafile=sandbox.environment["SSL_CERT_FILE"])
    proxy = sandbox.environment["HTTPS_PROXY"]
    client = httpx.Client(proxy=proxy, verify=trust, trust_env=False)
    return Service(API, client, {"Authorization": f"token {sandbox.secrets()[0]}"})
