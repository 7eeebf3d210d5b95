"""The TUF repository from which Sigstore's clients fetch the trusted root."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

# Both libraries document these names here, but do not re-export them explicitly for type checkers.
from securesystemslib.signer import CryptoSigner  # type: ignore[attr-defined]
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tuf.api.metadata import (  # type: ignore[attr-defined]
    Metadata,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

_VALIDITY = timedelta(days=3650)


def repository(
    key: ec.EllipticCurvePrivateKey, targets: Mapping[str, bytes], now: datetime
) -> dict[str, bytes]:
    """All files by path: consistent snapshots, one key for all roles, valid for ten years."""
    signer, expires = CryptoSigner(key), now + _VALIDITY
    root = Root(expires=expires, consistent_snapshot=True)
    for role in root.roles:
        root.add_key(signer.public_key, role)
    listed = {name: TargetFile.from_data(name, data, ["sha256"]) for name, data in targets.items()}
    roles: dict[str, Signed] = {
        "1.root.json": root,
        "1.targets.json": Targets(expires=expires, targets=listed),
        "1.snapshot.json": Snapshot(expires=expires),
        "timestamp.json": Timestamp(expires=expires),
    }
    files = {path: _signed(role, signer) for path, role in roles.items()}
    for name, target in listed.items():
        files[f"targets/{target.hashes['sha256']}.{name}"] = targets[name]
    return files


def _signed(role: Signed, signer: CryptoSigner) -> bytes:
    metadata: Metadata[Any] = Metadata(role)
    metadata.sign(signer)
    return metadata.to_bytes()


def application(files: Mapping[str, bytes]) -> Starlette:
    """Serves the files; 404 for the next root version means that the client has the newest."""

    async def serve(request: Request) -> Response:
        data = files.get(request.path_params["path"])
        return Response(status_code=404) if data is None else Response(data)

    return Starlette(routes=[Route("/{path:path}", serve)])
