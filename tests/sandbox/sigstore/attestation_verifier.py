"""PyPI's verification of attestations, with the sandbox's root of trust."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypi_attestations import Attestation, Distribution, Publisher

    Verify = Callable[[Attestation, Publisher, Distribution], tuple[str, dict[str, Any] | None]]


def verifier(trust_config: bytes) -> Verify:
    """`Attestation.verify`, as PyPI calls it, with the root of `trust_config` (JSON).

    The method builds `Verifier.production()` itself. Its own code runs here with a copy of its
    globals, in which that name returns a `Verifier` of the sandbox; the library is not altered.

    pypi-attestations 0.0.30 and sigstore 4.5.1 have no public way to pass a root. `verify` takes no
    verifier and no trust config (https://github.com/pypi/pypi-attestations/pull/62). The public
    `Verifier(trusted_root=...)` does not check the statement against the file, as `verify` does.
    `Verifier.production(offline=True)` reads its root from a cache under XDG_CACHE_HOME, but that
    variable holds for the whole process, which has several sandboxes and starts other programs.
    """
    from pypi_attestations import Attestation
    from sigstore.models import ClientTrustConfig
    from sigstore.verify import Verifier

    trusted_root = ClientTrustConfig.from_json(trust_config.decode()).trusted_root
    sandbox_verifier = Verifier(trusted_root=trusted_root)
    replacement = SimpleNamespace(production=lambda offline: sandbox_verifier)
    real = Attestation.verify
    names = {**real.__globals__, "Verifier": replacement}
    verify = FunctionType(real.__code__, names, real.__name__, real.__defaults__, real.__closure__)
    verify.__kwdefaults__ = real.__kwdefaults__
    return lambda attestation, publisher, dist: verify(attestation, publisher, dist, offline=True)
