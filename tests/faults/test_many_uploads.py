"""Hundreds of uploads at once, and a file at the limit: what is stored is whole and right."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from tests.benchmarks.measured import MEASURED, Record
from tests.faults import leftovers, uploads
from tests.sandbox.actors import api_token
from tests.sandbox.pypi.file_storage import FILE_LIMIT
from tests.sandbox.sandbox import Sandbox

pytestmark = pytest.mark.faults

#: Numbers of wheels: each of its own; the very same; of one name with different contents.
OWN, SAME, DIFFERENT = 100, 50, 50
#: Bytes by which the process may grow while it takes a file of 100 MB.
GROWTH = 40_000_000


def stored(sandbox: Sandbox) -> dict[str, bytes]:
    """The content of each stored wheel; one that differs from its digest fails."""
    index = sandbox.indexes["pypi"]
    found = {}
    for file in index.state.all_files():
        content = (index.folder / file.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.hashes["sha256"]
        assert file.filename not in found
        found[file.filename] = content
    return found


async def upload_all(
    sandbox: Sandbox, token: str, wheels: list[tuple[str, bytes]]
) -> list[httpx.Response]:
    """Upload all at once."""
    async with uploads.client(sandbox, token, len(wheels)) as client:
        return await asyncio.gather(
            *(
                client.post(
                    uploads.UPLOAD,
                    data=uploads.fields(sandbox, hashlib.sha256(content).hexdigest()),
                    files=uploads.part(name, content),
                )
                for name, content in wheels
            )
        )


def test_of_200_uploads_at_once_each_file_is_stored_once(
    restored_sandbox: Sandbox, record_property: Record
) -> None:
    """PyPI accepts the same bytes again in silence, and refuses other ones under a used name."""
    sandbox = restored_sandbox
    token = api_token.make(sandbox, "pypi")
    same, other = uploads.filename(sandbox, 1000), uploads.filename(sandbox, 2000)
    own = [(uploads.filename(sandbox, n), uploads.wheel(sandbox, b"%d" % n)) for n in range(OWN)]
    repeated = [(same, uploads.wheel(sandbox, b"same"))] * SAME
    competing = [(other, uploads.wheel(sandbox, b"other %d" % n)) for n in range(DIFFERENT)]
    mixed = sorted(own + repeated + competing, key=lambda wheel: hashlib.md5(wheel[1]).digest())
    begun = time.monotonic()
    answers = asyncio.run(upload_all(sandbox, token, mixed))
    record_property(MEASURED, f"200 uploads at once: {time.monotonic() - begun:.1f} s")
    refused = [answer for answer in answers if answer.status_code != 200]
    assert Counter(a.status_code for a in answers) == {200: OWN + SAME + 1, 400: DIFFERENT - 1}
    assert all(re.match(f"File already exists \\('{other}'", a.reason_phrase) for a in refused)
    found = stored(sandbox)
    assert {name: found[name] for name, _ in own + repeated} == dict(own + repeated)
    assert (other, found.pop(other)) in competing and len(found) == OWN + 1
    assert leftovers.parts(sandbox.indexes["pypi"].folder) == []


def resident(name: str) -> int:
    """A number of /proc/self/status, in bytes: VmRSS, or its peak VmHWM."""
    text = Path("/proc/self/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", text)[1]) * 1024  # type: ignore[index]


@pytest.mark.parametrize(
    ("more", "status", "says"), [(0, 200, "OK"), (1, 400, "File too large. Limit for project")]
)
def test_a_file_at_the_limit_is_stored_and_a_larger_one_refused_without_reading_it_into_memory(
    restored_sandbox: Sandbox, tmp_path: Path, more: int, status: int, says: str
) -> None:
    sandbox, path = restored_sandbox, tmp_path / uploads.filename(restored_sandbox, 1)
    uploads.wheel_of_size(sandbox, path, FILE_LIMIT + more)
    digest, token = uploads.digest_of(path), api_token.make(sandbox, "pypi")
    proxy, trust = sandbox.environment["HTTPS_PROXY"], uploads.trust(sandbox)
    Path("/proc/self/clear_refs").write_text("5")  # Resets the peak (proc(5)).
    before = resident("VmRSS")
    client = httpx.Client(proxy=proxy, verify=trust, trust_env=False, timeout=60)
    with client, path.open("rb") as file:
        answer = client.post(
            uploads.UPLOAD, auth=("__token__", token), data=uploads.fields(sandbox, digest),
            files=uploads.part(path.name, file),
        )  # fmt: skip
    grown = resident("VmHWM") - before
    assert (answer.status_code, answer.reason_phrase[: len(says)]) == (status, says)
    assert grown < GROWTH, f"{grown / 10**6:.0f} MB more"
    assert [len(content) for content in stored(sandbox).values()] == [FILE_LIMIT] * (not more)
