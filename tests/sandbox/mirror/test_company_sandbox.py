"""A sandbox on a company's machine: the mirror uses its network, the reader's shell does not."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.machine import package_index
from tests.machine.variables import CERTIFICATES, PROXIES
from tests.sandbox.mirror.example_index import ExampleIndex, running_index
from tests.sandbox.mirror.example_proxy import ExampleProxy, running_proxy
from tests.sandbox.sandbox import Sandbox


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Sets the variables of the company; yields the `HOST:PORT` of its index."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "company.pem")
    before = package_index.machine_index()
    with running_index(context) as index, running_proxy() as proxy:
        for name in PROXIES:
            monkeypatch.setenv(name, f"http://{proxy}")
        for name in CERTIFICATES:
            monkeypatch.setenv(name, str(tmp_path / "company.pem"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.setenv("UV_DEFAULT_INDEX", index.replace("//", "//me:index-pass@"))
        package_index.remember(package_index.from_environment())
        yield index.split("/")[2]
    package_index.remember(before)


def test_the_mirror_uses_the_company_s_network_and_the_shell_does_not(
    company: str, tmp_path: Path
) -> None:
    sandbox = Sandbox(cache=tmp_path / "cache")
    try:
        done = sandbox.run("bash", "-c", "python3 -m pip index versions thing && env")
        assert sandbox.browser.post("https://pypi.org/_/oidc/mint-token", {}, {}) == 422
    finally:
        sandbox.close()
    assert done.stdout.startswith("thing (1)\n"), done.stderr
    assert ExampleProxy.relayed == [company] and ExampleIndex.logins[0]
    for value in (company, os.environ["HTTP_PROXY"], "company.pem", "index-pass"):
        assert value not in done.stdout
