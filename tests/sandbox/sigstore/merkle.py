"""The Merkle tree of a transparency log (RFC 6962, section 2.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def leaf(data: bytes) -> bytes:
    """The hash of one entry, 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1


def root(leaves: Sequence[bytes]) -> bytes:
    """The root hash of a tree; there must be at least one leaf."""
    if len(leaves) == 1:
        return leaves[0]
    k = _split(len(leaves))
    return _node(root(leaves[:k]), root(leaves[k:]))


def proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The inclusion proof of one leaf: the sibling hashes from the leaf to the root."""
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return [*proof(index, leaves[:k]), root(leaves[k:])]
    return [*proof(index - k, leaves[k:]), root(leaves[:k])]
