"""The transparency log of Rekor: its entries and their signed proofs of inclusion."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox.sigstore import keys, merkle

ORIGIN = "rekor.sigstore.dev"
#: The number of random entries in a new log, so that no inclusion proof is empty.
EARLIER = 5


class Log:
    """An append-only log; `bodies` is its whole state and may be replaced to restore it."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, now: Callable[[], float]) -> None:
        self._key, self._now = key, now
        self._id = keys.key_id(key)
        self._tree = secrets.randbits(63)
        # The production log has shards: an entry's global index differs from its index in the tree.
        self._offset = secrets.randbelow(10**9)
        self.bodies: tuple[bytes, ...] = tuple(secrets.token_bytes(32) for _ in range(EARLIER))

    def append(self, body: bytes) -> dict[str, Any]:
        """Append a canonical body and return Rekor's response, `{uuid: entry}`."""
        self.bodies = (*self.bodies, body)
        entry: dict[str, Any] = {
            "body": base64.b64encode(body).decode(),
            "integratedTime": int(self._now()),
            "logID": self._id.hex(),
            "logIndex": self._offset + len(self.bodies) - 1,
        }
        timestamp = base64.b64encode(keys.sign(self._key, canonical(entry))).decode()
        inclusion = self._inclusion(len(self.bodies) - 1)
        verification = {"signedEntryTimestamp": timestamp, "inclusionProof": inclusion}
        return {self.uuid(body): {**entry, "verification": verification}}

    def uuid(self, body: bytes) -> str:
        """The tree's id and the leaf's hash: 80 hexadecimal digits."""
        return f"{self._tree:016x}{merkle.leaf(body).hex()}"

    def _inclusion(self, index: int) -> dict[str, Any]:
        leaves = [merkle.leaf(body) for body in self.bodies]
        root = merkle.root(leaves)
        return {
            "checkpoint": self._checkpoint(len(leaves), root),
            "hashes": [node.hex() for node in merkle.proof(index, leaves)],
            "logIndex": index,
            "rootHash": root.hex(),
            "treeSize": len(leaves),
        }

    def _checkpoint(self, size: int, root: bytes) -> str:
        """A signed note: https://github.com/transparency-dev/formats/blob/main/log/README.md"""
        note = f"{ORIGIN} - {self._tree}\n{size}\n{base64.b64encode(root).decode()}\n"
        signature = self._id[:4] + keys.sign(self._key, note.encode())
        return f"{note}\n\N{EM DASH} {ORIGIN} {base64.b64encode(signature).decode()}\n"


def canonical(value: dict[str, Any]) -> bytes:
    """RFC 8785 for the values that an entry has: ASCII text, integers, objects."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
