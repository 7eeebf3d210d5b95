"""The request and the answer of a push, as far as a refused push needs them.

Sources: gitprotocol-pack, "Pushing Data To a Server", and gitprotocol-common, "pkt-line Format".
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence

CONTENT_TYPE = "application/x-git-receive-pack-result"
#: The bands of the answer: the report, and lines that git prints behind `remote:`.
_REPORT, _PROGRESS = b"\x01", b"\x02"


def refs(body: bytes, encoding: str = "") -> list[str]:
    """The full names of the refs that a push creates, moves or deletes."""
    body = gzip.decompress(body) if encoding == "gzip" else body
    commands = (line.split(b"\0")[0].split() for line in _lines(body))
    return [command[2].decode() for command in commands if len(command) == 3]


def _lines(body: bytes) -> Iterator[bytes]:
    """The packets up to the first flush; what follows is the pack."""
    while size := int(body[:4] or b"0", 16):
        yield body[4:size]
        body = body[size:]


def refused(names: Sequence[str], lines: Sequence[str], reason: str) -> bytes:
    """The answer to a push of which no ref is taken; git prints `lines` and the `reason`."""
    report = _packet(b"unpack ok\n")
    report += b"".join(_packet(f"ng {name} {reason}\n".encode()) for name in names) + b"0000"
    shown = b"".join(_packet(_PROGRESS + f"{line}\n".encode()) for line in lines)
    return shown + _packet(_REPORT + report) + b"0000"


def _packet(payload: bytes) -> bytes:
    return f"{len(payload) + 4:04x}".encode() + payload
