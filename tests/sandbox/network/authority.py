"""The sandbox's certificate authority, and the variables by which clients trust it."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from pathlib import Path

import trustme

#: Read by Go and uv, requests, curl, pip, git, Node, in this order.
TRUST_VARIABLES = (
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "PIP_CERT",
    "GIT_SSL_CAINFO",
    "NODE_EXTRA_CA_CERTS",
)


class Authority:
    """Issues one certificate for all `names`; writes its own to `bundle`, in PEM."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._authority = trustme.CA()
        self._leaf = self._authority.issue_cert(*names)
        self.bundle = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(self.bundle)

    def server_context(self) -> ssl.SSLContext:
        """A context for the listener; HTTP/1.1 only, since HTTP/2 has no reason phrase."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._leaf.configure_cert(context)
        context.set_alpn_protocols(["http/1.1"])
        return context

    def client_context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.bundle))

    def environment(self) -> dict[str, str]:
        return dict.fromkeys(TRUST_VARIABLES, str(self.bundle))
