"""What happens on bad days: floods, doubles, cut-off and over-large requests."""

from __future__ import annotations

import json
import pickle
import resource
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx

from tests.contracts import index_state
from tests.contracts.jwts import Signers
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served
from tests.contracts.wheels import UPLOADS, filename, form, token, upload, wheel
from tests.sandbox.pypi import CATALOGUE

MEBIBYTE = 1024 * 1024


def leftovers(served: Served) -> list[str]:
    return [str(path) for path in served.index.folder.rglob("*.part")]


def test_the_same_upload_twice_at_once_is_stored_once(ready: Served) -> None:
    """Both senders hear 200, as they do from PyPI, and there is one file."""
    content = wheel(payload=b"x" * 8 * MEBIBYTE)  # long enough for the two to overlap
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: upload(ready, content), range(2)))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(list(ready.state.all_files())) == 1


def test_a_hundred_uploads_at_once_are_all_stored(ready: Served) -> None:
    """Every one is answered with 200 and can be read back, byte for byte."""
    contents = {f"1.{number}": wheel(version=f"1.{number}") for number in range(100)}
    with ThreadPoolExecutor(20) as pool:
        answers = pool.map(lambda item: upload(ready, item[1], item[0]), contents.items())
        assert {answer.status_code for answer in answers} == {200}
    assert {file.filename for file in ready.state.all_files()} == {
        filename(version=version) for version in contents
    }
    for file in ready.state.all_files():
        stored = (ready.index.folder / file.path).read_bytes()
        assert stored == contents[file.filename.split("-")[1]]
    assert not leftovers(ready)


def test_a_cut_off_upload_leaves_nothing(ready: Served) -> None:
    """The connection ends in the middle of the body; the next, whole upload is the first."""
    content = wheel(payload=b"x" * MEBIBYTE)
    request = httpx.Request(
        "POST", "https://upload.pypi.org/legacy/", data=form(content),
        files={"content": (filename(), content)},
    )  # fmt: skip
    body = request.read()
    headers = {**dict(request.headers), **UPLOADS}
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = "POST /legacy/ HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n"
    with socket.create_connection(ready.address) as connection:
        connection.sendall(head.encode() + body[: len(body) // 2])
    assert ready.send("GET", "/_/oidc/audience").status_code == 200
    assert not list(ready.state.all_files()) and not leftovers(ready)
    assert upload(ready, content).status_code == 200


def test_a_token_used_by_two_at_once_is_exchanged_once(ready: Served, signers: Signers) -> None:
    """Of two exchanges of the same OIDC token one is refused as a re-use."""
    row = next(row for row in own_rows("mint_token") if row["minted"] and row["jti_stored"])
    ready.start_from(index_state.build(row))
    body = json.dumps({"token": signers.token(row["token"])})
    with ThreadPoolExecutor(2) as pool:
        send = partial(ready.send, "POST", "/_/oidc/mint-token", content=body)
        answers = sorted(pool.map(lambda _: send(), range(2)), key=lambda one: one.status_code)
    assert [answer.status_code for answer in answers] == [200, 422]
    assert answers[1].json()["errors"][0]["code"] == "invalid-reuse-token"


def test_a_file_over_the_limit_is_not_held_in_memory(ready: Served) -> None:
    """100 MiB and a byte, sent in pieces, is refused; the process does not grow by half of it."""
    size = 100 * MEBIBYTE + 1
    boundary = "b"
    front = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form(b"").items()
    )
    front += f'--{boundary}\r\nContent-Disposition: form-data; name="content"; '
    front += f'filename="{filename()}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    end = f"\r\n--{boundary}--\r\n".encode()

    def body() -> Iterator[bytes]:
        yield front.encode()
        yield from (bytes(MEBIBYTE) for _ in range(100))
        yield b"\0" + end

    headers = UPLOADS | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    headers["Content-Length"] = str(len(front) + size + len(end))
    url = "http://{}:{}/legacy/".format(*ready.address)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = httpx.post(
        url, headers=headers, content=body(), auth=("__token__", token(ready.state)), timeout=120,
        trust_env=False,
    )  # fmt: skip
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # KiB
    assert "File too large. Limit for project 'sampleproject' is 100 MB." in Served.reason(answer)
    assert grown < 50 * 1024


def test_a_state_can_be_put_away_and_brought_back(ready: Served) -> None:
    """A pickled state, put in the place of a later one, is the world as it was."""
    assert upload(ready, wheel()).status_code == 200
    saved = pickle.dumps(ready.state)
    assert upload(ready, wheel(version="1.1"), "1.1").status_code == 200
    ready.index.state = pickle.loads(saved)
    assert [file.filename for file in ready.state.all_files()] == [filename()]
    assert upload(ready, wheel(version="1.1"), "1.1").status_code == 200


def test_every_refusal_says_where_it_was_read() -> None:
    """The catalogue has an HTTP status, words and a source for each entry."""
    for refusal in CATALOGUE.values():
        assert 200 <= refusal.status < 500 and refusal.says and refusal.read, refusal.slug
