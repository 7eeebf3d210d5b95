"""Field values that the rows give only by length and SHA-256, made again.

They are a long description of one letter, or the real attestation of sampleproject 4.0.0, whole or
with one thing changed. Every likely change is tried until the digest is right.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.contracts.rows import HERE, Row

FILES = HERE / "oracle" / "files"
ODD: tuple[Any, ...] = (None, "", "x", "abc", "!!!", "YWJj", "AAAA", [], {}, [None], 0, 1, 2, "2")
GONE = object()


def value(described: Row) -> str | None:
    """The value with the digest of `described`; None if no change that we know leads to it."""
    letter = str(described["starts"])[:1] * int(described["length"])
    if _digest(letter) == described["sha256"]:
        return letter
    return _mutants().get(described["sha256"])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _mutants() -> dict[str, str]:
    real = json.loads((FILES / "sampleproject-4.0.0.attestation.json").read_text("utf-8"))
    texts = (json.dumps(value) for value in _changed(real))
    return {_digest(text): text for text in texts}


def _changed(real: Row) -> Iterator[Any]:
    yield from ([real] * times for times in (1, 2, 3, 4))
    yield real
    for extra in ODD:
        yield [{**real, "extra": extra}]
        yield [real, extra]
    for path in _paths(real):
        for new in (*ODD, GONE):
            yield [_with(real, path, new)]
            yield [real, _with(real, path, new)]
    for statement in _statements(real["envelope"]["statement"]):
        yield [_with(real, ("envelope", "statement"), statement)]


def _paths(value: Any, front: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield (*front, key)
        yield from _paths(value[key], (*front, key))


def _with(real: Row, path: tuple[Any, ...], new: Any) -> Row:
    changed = copy.deepcopy(real)
    inner: Any = changed
    for key in path[:-1]:
        inner = inner[key]
    if new is GONE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return changed


def _statements(encoded: str) -> Iterator[str]:
    statement = base64.b64decode(encoded)
    digest = json.loads(statement)["subject"][0]["digest"]["sha256"].encode()
    swaps = [(digest, letter.encode() * 64) for letter in "0123456789abcdef"]
    swaps += [(b"4.0.0", version) for version in (b"4.0.1", b"4.0.2", b"5.0.0")]
    for old, new in swaps:
        yield base64.b64encode(statement.replace(old, new)).decode()
