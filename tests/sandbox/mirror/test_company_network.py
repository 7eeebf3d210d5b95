"""The machine's index behind a company's proxy, with a certificate and a login of the company."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.machine.package_index import from_environment
from tests.machine.variables import CERTIFICATES, INDEXES, PROXIES
from tests.sandbox.mirror.example_index import ExampleIndex, running_index
from tests.sandbox.mirror.example_proxy import ExampleProxy, running_proxy
from tests.sandbox.mirror.example_reads import listing, run
from tests.sandbox.mirror.index_client import UnreachableIndexError

Set = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def environment(monkeypatch: Set, tmp_path: Path) -> None:
    """The variables of a person at home."""
    for name in (*PROXIES, *CERTIFICATES, *INDEXES, "NO_PROXY", "no_proxy", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def https_index(authority: trustme.CA) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with running_index(context) as address:
        yield address


@pytest.fixture
def proxy() -> Iterator[str]:
    with running_proxy() as address:
        yield address


def read(cache: Path) -> object:
    """The listing of the index that the environment names."""
    return run(cache, from_environment(), listing)


@pytest.mark.parametrize("variable", CERTIFICATES)
def test_a_certificate_of_the_person_is_trusted(
    variable: str, https_index: str, authority: trustme.CA, monkeypatch: Set, tmp_path: Path
) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", https_index)
    with pytest.raises(UnreachableIndexError, match="CERTIFICATE_VERIFY_FAILED"):
        read(tmp_path)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv(variable, str(tmp_path / "ca.pem"))
    assert read(tmp_path)


def test_a_certificate_that_is_missing_is_named(
    https_index: str, monkeypatch: Set, tmp_path: Path
) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", https_index)
    monkeypatch.setenv("PIP_CERT", str(tmp_path / "none.pem"))
    with pytest.raises(UnreachableIndexError, match=r"PIP_CERT is .*none\.pem: No such file"):
        read(tmp_path)


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_an_https_index_is_reached_through_the_proxy_with_its_login(
    variable: str, https_index: str, proxy: str, authority: trustme.CA, monkeypatch: Set,
    tmp_path: Path,
) -> None:  # fmt: skip
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("PIP_INDEX_URL", https_index)
    monkeypatch.setenv(variable, f"http://me:pass@{proxy}")
    assert read(tmp_path)
    assert ExampleProxy.relayed == [https_index.split("/")[2]]
    assert ExampleProxy.logins == [basic("me", "pass")]


@pytest.mark.parametrize("prefix", ["http://", ""])
def test_a_host_in_no_proxy_is_reached_directly(
    prefix: str, proxy: str, monkeypatch: Set, tmp_path: Path
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"{prefix}{proxy}")
    with running_index() as address:
        monkeypatch.setenv("UV_INDEX_URL", address)
        assert read(tmp_path / "one")
        monkeypatch.setenv("NO_PROXY", "example.org, 127.0.0.1")
        assert read(tmp_path / "two")
    assert ExampleProxy.relayed == [f"{address}/thing/"]


@pytest.mark.parametrize("where", ["url", "variables", "netrc"])
def test_the_login_of_the_index_is_sent_and_not_kept(
    where: str, monkeypatch: Set, tmp_path: Path
) -> None:
    with running_index() as address:
        url = address.replace("//", "//me:p%40ss@") if where == "url" else f"mine={address}"
        monkeypatch.setenv("UV_DEFAULT_INDEX", url)
        if where == "variables":
            monkeypatch.setenv("UV_INDEX_MINE_USERNAME", "me")
            monkeypatch.setenv("UV_INDEX_MINE_PASSWORD", "p@ss")
        elif where == "netrc":
            (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password p@ss\n")
        assert read(tmp_path / "cache")
    assert ExampleIndex.logins == [basic("me", "p@ss")]
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept and not [path for path in kept if b"ss@" in path.read_bytes()]


def test_a_proxy_that_cannot_be_used_is_an_error_without_its_password(
    monkeypatch: Set, tmp_path: Path
) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://me:index-pass@127.0.0.1:9/simple")
    for value in (
        "http://me:proxy-pass@127.0.0.1:9",
        "socks5://me:proxy-pass@127.0.0.1:9",
        "x:://",
    ):
        monkeypatch.setenv("ALL_PROXY", value)
        with pytest.raises(UnreachableIndexError) as caught:
            read(tmp_path)
        assert "pass" not in str(caught.value)


def basic(user: str, password: str) -> str:
    """The header of a login (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
