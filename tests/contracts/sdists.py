"""Builds small sdists from any members, and uploads them as twine does."""

from __future__ import annotations

import hashlib
import io
import tarfile

import httpx

from tests.contracts.served_index import Served
from tests.contracts.wheels import UPLOADS, token

FILENAME = "sampleproject-1.0.0.tar.gz"


def sdist(*members: str) -> bytes:
    """A gzipped tar with these files, all of them empty."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name in members:
            archive.addfile(tarfile.TarInfo(name))
    return file.getvalue()


def upload(
    served: Served, content: bytes, credentials: str | None = None, **fields: str
) -> httpx.Response:
    """Upload `content` as the sdist of sampleproject 1.0.0; `fields` are added to the form.

    `credentials` is the Authorization header, by default a new token of alice's.
    """
    form = {
        ":action": "file_upload", "protocol_version": "1", "metadata_version": "2.1",
        "name": "sampleproject", "version": "1.0.0", "filetype": "sdist",
        "sha256_digest": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    header = credentials or f"token {token(served.state)}"
    return served.client.post(
        "/legacy/", headers=UPLOADS | {"Authorization": header}, data=form | fields,
        files={"content": (FILENAME, content)},
    )  # fmt: skip
