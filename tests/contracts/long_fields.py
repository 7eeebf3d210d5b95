"""Recovers field values of which the rows have only the length and the SHA-256.

Each value is one repeated letter, or the real attestation of sampleproject 4.0.0, unchanged or with
one change. The candidate with the recorded digest is the value.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.contracts.rows import HERE, NotReproducible, Row

FILES = HERE / "oracle" / "files"
#: Values that replace a part of the attestation.
REPLACEMENTS: tuple[Any, ...] = (
    None, "", "x", "abc", "!!!", "YWJj", "AAAA", [], {}, [None], 0, 1, 2, "2",
)  # fmt: skip
REMOVED = object()


def value(described: Row) -> str:
    """The value with the digest of `described`.

    Raises:
        NotReproducible: no candidate has this digest.
    """
    repeated = str(described["starts"])[:1] * int(described["length"])
    digest = described["sha256"]
    if _digest(repeated) == digest:
        return repeated
    if digest not in _candidates():
        raise NotReproducible(f"fields_long: no candidate has the digest {digest}; add its change")
    return _candidates()[digest]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _candidates() -> dict[str, str]:
    real = json.loads((FILES / "sampleproject-4.0.0.attestation.json").read_text("utf-8"))
    texts = (json.dumps(variant) for variant in _variants(real))
    return {_digest(text): text for text in texts}


def _variants(real: Row) -> Iterator[Any]:
    """The possible values of the field `attestations`, as JSON data."""
    yield from ([real] * times for times in (1, 2, 3, 4))
    yield real
    for extra in REPLACEMENTS:
        yield [{**real, "extra": extra}]
        yield [real, extra]
    for path in _paths(real):
        for new in (*REPLACEMENTS, REMOVED):
            yield [_with(real, path, new)]
            yield [real, _with(real, path, new)]
    for statement in _statements(real["envelope"]["statement"]):
        yield [_with(real, ("envelope", "statement"), statement)]


def _paths(value: Any, parent: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of `value`, as keys and indexes from the top."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield (*parent, key)
        yield from _paths(value[key], (*parent, key))


def _with(real: Row, path: tuple[Any, ...], new: Any) -> Row:
    changed = copy.deepcopy(real)
    inner: Any = changed
    for key in path[:-1]:
        inner = inner[key]
    if new is REMOVED:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return changed


def _statements(encoded: str) -> Iterator[str]:
    """The base64 statement with another digest or another version."""
    statement = base64.b64decode(encoded)
    digest = json.loads(statement)["subject"][0]["digest"]["sha256"].encode()
    swaps = [(digest, letter.encode() * 64) for letter in "0123456789abcdef"]
    swaps += [(b"4.0.0", version) for version in (b"4.0.1", b"4.0.2", b"5.0.0")]
    for old, new in swaps:
        yield base64.b64encode(statement.replace(old, new)).decode()
