"""Wheels of the reader's package, and a client that uploads them through the sandbox's proxy."""

from __future__ import annotations

import hashlib
import io
import ssl
import zipfile
from pathlib import Path
from typing import IO

import httpx

from tests.sandbox.sandbox import Sandbox

UPLOAD = "https://upload.pypi.org/legacy/"
VERSION = "1.0.0"
#: The member that gives a wheel its contents or its size.
_FILLING = "filling"


def filename(sandbox: Sandbox, build: int) -> str:
    """The name of one of many wheels of one version, which differ in their build numbers."""
    return f"{sandbox.facts.package.replace('-', '_')}-{VERSION}-{build}-py3-none-any.whl"


def wheel(sandbox: Sandbox, content: bytes) -> bytes:
    """A valid wheel with `content` in it; the same for the same content."""
    made = io.BytesIO()
    _write(sandbox, made, content)
    return made.getvalue()


def wheel_of_size(sandbox: Sandbox, path: Path, size: int) -> None:
    """Write a valid wheel of exactly `size` bytes."""
    with path.open("wb") as file:
        _write(sandbox, file, b"")
        rest = size - file.tell()
    with path.open("wb") as file:
        _write(sandbox, file, bytes(rest))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read in parts."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(sandbox: Sandbox, file: IO[bytes], content: bytes) -> None:
    package = sandbox.facts.package
    folder = f"{package.replace('-', '_')}-{VERSION}.dist-info"
    members: dict[str, str | bytes] = {
        _FILLING: content,
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {VERSION}\n",
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{folder}/RECORD": "",
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)


def fields(sandbox: Sandbox, digest: str) -> dict[str, str]:
    """The form fields of an upload of one of these wheels."""
    return {
        ":action": "file_upload", "protocol_version": "1", "metadata_version": "2.1",
        "name": sandbox.facts.package, "version": VERSION,
        "filetype": "bdist_wheel", "pyversion": "py3", "sha256_digest": digest,
    }  # fmt: skip


def part(name: str, content: bytes | IO[bytes]) -> dict[str, tuple[str, bytes | IO[bytes], str]]:
    """The file of the form."""
    return {"content": (name, content, "application/octet-stream")}


def trust(sandbox: Sandbox) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=sandbox.environment["SSL_CERT_FILE"])


def client(sandbox: Sandbox, token: str, most: int) -> httpx.AsyncClient:
    """A client that uploads with `token` on up to `most` connections at once."""
    return httpx.AsyncClient(
        proxy=sandbox.environment["HTTPS_PROXY"], verify=trust(sandbox), trust_env=False,
        auth=("__token__", token), timeout=60, limits=httpx.Limits(max_connections=most),
    )  # fmt: skip
