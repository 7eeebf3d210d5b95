"""Sends the uploads that the rows describe: credentials, form fields and file."""

from __future__ import annotations

import base64
import json
import re
import time
from urllib.parse import urlencode

import httpx

from tests.contracts import index_state, long_fields
from tests.contracts.backend import Backend
from tests.contracts.credentials import authorization
from tests.contracts.jwts import Signers
from tests.contracts.rows import NotReproducible, Row
from tests.contracts.served_index import Served
from tests.sandbox.pypi.state import Project, State

BOUNDARY = "----------------the-rows-do-not-contain-this"


def post(served: Served, signers: Signers, request: Row) -> httpx.Response:
    """Send the upload that `request` describes, with the credentials of its `auth`."""
    return send(served, request, authorization(served, signers, request["auth"]))


def send(backend: Backend, request: Row, credentials: str | None) -> httpx.Response:
    """Send the upload with this Authorization header; None sends none."""
    headers: dict[str, str | None] = {"Accept": "*/*", "Authorization": credentials}
    media, body = _body(request)
    headers["Content-Type"] = media
    query = f"?{request['query']}" if request.get("query") else ""
    return backend.send(
        request["method"], request["path"] + query, host=request["host"],
        scheme=request["scheme"], headers=headers, content=body,
    )  # fmt: skip


def _body(request: Row) -> tuple[str | None, bytes]:
    fields = [(name, _value(request, name, text)) for name, text in request["fields"]]
    encoding = request["encoding"]
    if encoding == "urlencoded":
        return "application/x-www-form-urlencoded", urlencode(fields).encode()
    if encoding == "json":
        return "application/json", json.dumps(dict(fields)).encode()
    if encoding == "empty":
        return None, b""
    parts = [_part(name, text.encode()) for name, text in fields]
    if file := request.get("file"):
        part = _part(file["field"], content(file), file["filename"], file.get("content_type"))
        parts += [part] * (2 if request.get("content_twice") else 1)
    if extra := request.get("extra_file_field"):
        parts.append(_part(extra, b"x", "x.txt", "text/plain"))
    end = f"--{BOUNDARY}--\r\n".encode()
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts) + end


def _value(request: Row, name: str, text: str | None) -> str:
    """The field's text; of texts over 4,000 characters the rows have only the digest."""
    return long_fields.value(request["fields_long"][name]) if text is None else text


def _part(name: str, data: bytes, filename: str | None = None, media: str | None = None) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    if filename is not None:
        quoted = filename.replace("\\", "\\\\").replace('"', '\\"')
        head += f'; filename="{quoted}"'
    if media:
        head += f"\r\nContent-Type: {media}"
    return head.encode() + b"\r\n\r\n" + data + b"\r\n"


def content(file: Row) -> bytes:
    """The bytes of the row's file; raises NotReproducible if `files/` does not have them."""
    if "content_base64" in file:
        return base64.b64decode(file["content_base64"])
    origin = str(file["bytes"])
    if zeros := re.fullmatch(r"(\d+) zero bytes", origin):
        return bytes(int(zeros[1]))
    path = long_fields.FILES / origin.removeprefix("pypi:")
    if not path.exists():
        raise NotReproducible(f"file.bytes: {path} does not exist; download {origin} to it")
    return path.read_bytes()


def replay_earlier(served: Served, signers: Signers, row: Row, request: Row) -> None:
    """Replay one of the row's `before` requests, all of which PyPI accepted.

    `same_as_this_but_project: "name0..name19"` stands for one accepted upload per name.
    """
    if names := request.get("same_as_this_but_project"):
        first, last = (int(n) for n in re.findall(r"\d+", names))
        for number in range(first, last + 1):
            _create_project(
                served.state, re.sub(r"\d+.*", str(number), names), row["request"]["auth"]
            )
        return
    assert post(served, signers, request).status_code == 200


def _create_project(state: State, name: str, auth: Row) -> None:
    project = Project(name, {auth["user"]: "Owner"})
    state.add_project(project)
    index_state.add_release(project, "1.0.0", 1, f"{name}-1.0.0-py3-none-any.whl")
    state.creations.append((auth["user"], time.time()))
