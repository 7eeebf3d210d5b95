"""Fixtures that run each contract against the stand-in, and with `--live` against the service."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.contracts import index_state
from tests.contracts.backend import Service
from tests.contracts.jwts import Signers
from tests.contracts.live.target import Target
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
def served_testpypi(tmp_path_factory: pytest.TempPathFactory, signers: Signers) -> Iterator[Served]:
    """TestPyPI's stand-in; `served` is PyPI's."""
    server = Served(
        tmp_path_factory.mktemp("test-files"), ServiceDoubles(signers.published), TESTPYPI
    )
    yield server
    server.close()


@pytest.fixture
def index(kind: str, site: Site, request: pytest.FixtureRequest) -> Iterator[Target]:
    """PyPI or TestPyPI."""
    if kind == "real":
        with closing(Service(site.domain)) as service:
            yield Target(site.domain, service, lambda row: None)
        return
    name = "served" if site is PYPI else "served_testpypi"
    served, signers = request.getfixturevalue(name), request.getfixturevalue("signers")
    title = f"the stand-in for {site.title}"
    yield Target(title, served, lambda row: set_state(served, signers, row))


def set_state(served: Served, signers: Signers, row: Row) -> None:
    """Set the state that the row starts from, its uploads included."""
    served.start_from(index_state.build(row))
    for upload in row.get("uploads", ()):
        assert post(served, signers, upload).status_code == 200


@pytest.fixture
def github(kind: str, request: pytest.FixtureRequest) -> Iterator[Target]:
    """GitHub's API; the stand-in requires a token, so requests to it carry the maintainer's."""
    if kind == "stand-in":
        with closing(stand_in_for_github(request.getfixturevalue("sandbox"))) as service:
            yield Target("the stand-in for GitHub", service, lambda row: None)
        return
    # Optional: without a token, GitHub's rate limit counts all requests from one address together.
    token = os.environ.get("GH_TOKEN")
    headers = {"Authorization": f"token {token}"} if token else {}
    with closing(Service(API, headers=headers)) as service:
        yield Target(API, service, lambda row: None)


def stand_in_for_github(sandbox: Sandbox) -> Service:
    """GitHub's API through the sandbox's proxy, with the maintainer's token."""
    trust = ssl.create_default_context(cafile=sandbox.environment["SSL_CERT_FILE"])
    proxy = sandbox.environment["HTTPS_PROXY"]
    client = httpx.Client(proxy=proxy, verify=trust, trust_env=False)
    return Service(API, client, {"Authorization": f"token {sandbox.secrets()[0]}"})
