"""Builds small wheels of any version and size, and uploads them as twine does."""

from __future__ import annotations

import hashlib
import io
import zipfile

import httpx

from tests.contracts.rows import Row
from tests.contracts.served_index import Served
from tests.sandbox.pypi import State, macaroons

UPLOADS = {"Host": "upload.pypi.org", "X-Forwarded-Proto": "https"}
METADATA = "Metadata-Version: 2.1\nName: {}\nVersion: {}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(name: str = "sampleproject", version: str = "1.0.0", payload: bytes = b"", *,
          recorded: bool = False) -> bytes:  # fmt: skip
    """A py3-none-any wheel whose only data file is `payload`, uncompressed.

    RECORD is empty, or names all members when `recorded`.
    """
    folder = f"{name}-{version}.dist-info"
    members = {
        f"{name}/data.bin": payload,
        f"{folder}/METADATA": METADATA.format(name, version).encode(),
        f"{folder}/WHEEL": WHEEL.encode(),
        f"{folder}/RECORD": b"",
    }
    if recorded:
        members[f"{folder}/RECORD"] = "".join(f"{path},,\n" for path in members).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return file.getvalue()


def form(content: bytes, name: str = "sampleproject", version: str = "1.0.0") -> Row:
    """The form fields that twine would send with `content`."""
    return {
        ":action": "file_upload", "protocol_version": "1", "metadata_version": "2.1",
        "name": name, "version": version, "filetype": "bdist_wheel", "pyversion": "py3",
        "sha256_digest": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip


def filename(name: str = "sampleproject", version: str = "1.0.0") -> str:
    return f"{name}-{version}-py3-none-any.whl"


def token(state: State) -> str:
    """A new API token of alice's for all her projects."""
    text, _ = macaroons.issue(state, "pypi.org", [[3, state.users["alice"].id]], user="alice")
    return text


def upload(
    served: Served, content: bytes, version: str = "1.0.0", secret: str | None = None
) -> httpx.Response:
    """Upload `content` as a wheel of sampleproject, with `secret` or a new token of alice's."""
    return served.client.post(
        "/legacy/", headers=UPLOADS | {"Host": served.site.upload_hosts[0]},
        auth=("__token__", secret or token(served.state)), data=form(content, version=version),
        files={"content": (filename(version=version), content)},
    )  # fmt: skip
