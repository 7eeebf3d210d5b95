"""The two sites, PyPI and TestPyPI: their hosts and the differences between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """`domain` is the web site's host; `audience` is what a token for this site must name."""

    name: str
    title: str
    domain: str
    upload_hosts: tuple[str, ...]
    files_host: str
    audience: str

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset({self.domain, self.files_host, *self.upload_hosts})

    @property
    def upload_url(self) -> str:
        return f"https://{self.upload_hosts[0]}/legacy/"


PYPI = Site("pypi", "PyPI", "pypi.org", ("upload.pypi.org",), "files.pythonhosted.org", "pypi")
# TestPyPI accepts uploads on its web host.
TESTPYPI = Site(
    "testpypi", "TestPyPI", "test.pypi.org", ("test.pypi.org",), "test-files.pythonhosted.org",
    "testpypi",
)  # fmt: skip
