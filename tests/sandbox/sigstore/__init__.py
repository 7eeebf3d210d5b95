"""The stand-in for Sigstore: Fulcio, Rekor and the TUF repository, with real signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import jwt
from starlette.types import ASGIApp

from tests.sandbox.sigstore import (
    attestation_verifier,
    fulcio,
    rekor,
    trust_config,
    tuf_repository,
)
from tests.sandbox.sigstore.certificates import CertificateAuthority
from tests.sandbox.sigstore.keys import Keys
from tests.sandbox.sigstore.transparency_log import Log


class Sigstore:
    """An instance with new keys; `apps` are its services by host.

    `issuer_keys` returns the public keys of GitHub's token issuer, `now` seconds since the epoch.
    """

    def __init__(
        self, issuer_keys: Callable[[], Sequence[jwt.PyJWK]], now: Callable[[], float]
    ) -> None:
        keys = Keys.generate()
        authority = CertificateAuthority(keys, now())
        self._log = Log(keys.rekor, now)
        self.trusted_root = trust_config.trusted_root(keys, authority)
        self.signing_config = trust_config.signing_config(authority)
        self.trust_config = trust_config.trust_config(self.trusted_root, self.signing_config)
        targets = {
            "trusted_root.json": self.trusted_root,
            "signing_config.v0.2.json": self.signing_config,
        }
        files = tuf_repository.repository(keys.tuf, targets, authority.valid_from)
        self.root_json = files["1.root.json"]
        self.apps: dict[str, ASGIApp] = {
            "fulcio.sigstore.dev": fulcio.application(authority, issuer_keys, now),
            "rekor.sigstore.dev": rekor.application(self._log),
            "tuf-repo-cdn.sigstore.dev": tuf_repository.application(files),
            # GitHub's own instance signs for private repositories; the sandbox has one instance.
            "tuf-repo.github.com": tuf_repository.application(files),
        }

    @property
    def state(self) -> tuple[bytes, ...]:
        """The log's entries, oldest first, which are the whole state; assign to restore it."""
        return self._log.bodies

    @state.setter
    def state(self, bodies: tuple[bytes, ...]) -> None:
        self._log.bodies = bodies

    def verifier(self) -> attestation_verifier.Verify:
        """PyPI's verification of an upload's attestation; the first call imports sigstore (1 s)."""
        return attestation_verifier.verifier(self.trust_config)
