"""Uploads a file just over the size limit; prints the answer and the growth of the memory.

`python -m tests.contracts.large_upload` runs in its own process, because the peak memory of a
process never falls: the peak of other tests would hide that of this upload.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.contracts import index_state
from tests.contracts.jwts import Signers
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.wheels import UPLOADS, filename, form, token

MEBIBYTE = 1024 * 1024
SIZE = 100 * MEBIBYTE + 1
BOUNDARY = "b"


def _before_the_file() -> bytes:
    fields = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form(b"").items()
    )
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="content"; '
    head += f'filename="{filename()}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return (fields + head).encode()


def _pieces(front: bytes, end: bytes) -> Iterator[bytes]:
    yield front
    yield from (bytes(MEBIBYTE) for _ in range(SIZE // MEBIBYTE))
    yield b"\0" + end


def _send(served: Served) -> httpx.Response:
    front, end = _before_the_file(), f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = UPLOADS | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    headers["Content-Length"] = str(len(front) + SIZE + len(end))
    return served.client.post(
        "/legacy/", headers=headers, content=_pieces(front, end),
        auth=("__token__", token(served.state)), timeout=120,
    )  # fmt: skip


def _peak() -> int:
    """This process's peak resident memory in KiB.

    Not `ru_maxrss`, which on Linux is inherited from the parent through exec.
    """
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found, "/proc/self/status has no VmHWM; run this on Linux"
    return int(found[1])


def main() -> None:
    """Print a JSON object: `reason`, the answer's reason phrase, and `grown`, in KiB."""
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder), ServiceDoubles(Signers.generate().published))
        served.start_from(index_state.build({"setup": {"projects": ["sampleproject"]}}))
        before = _peak()
        reason = Served.reason(_send(served))
        print(json.dumps({"reason": reason, "grown": _peak() - before}))
        served.close()


if __name__ == "__main__":
    main()
