"""Uploads and exchanges that overlap, are aborted or are too large, and a pickled state."""

from __future__ import annotations

import json
import pickle
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx

from tests import ROOT
from tests.contracts import index_state
from tests.contracts.jwts import Signers
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served
from tests.contracts.wheels import UPLOADS, filename, form, upload, wheel

MEBIBYTE = 1024 * 1024


def partial_files(served: Served) -> list[str]:
    return [str(path) for path in served.index.folder.rglob("*.part")]


def test_two_overlapping_uploads_of_one_file_are_stored_once(seeded: Served) -> None:
    """Both clients receive 200, as they do from PyPI."""
    content = wheel(payload=b"x" * 8 * MEBIBYTE)  # long enough for the two to overlap
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: upload(seeded, content), range(2)))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(list(seeded.state.all_files())) == 1


def test_a_hundred_concurrent_uploads_are_stored_byte_for_byte(seeded: Served) -> None:
    contents = {f"1.{number}": wheel(version=f"1.{number}") for number in range(100)}
    with ThreadPoolExecutor(20) as pool:
        answers = pool.map(lambda item: upload(seeded, item[1], item[0]), contents.items())
        assert {answer.status_code for answer in answers} == {200}
    assert {file.filename for file in seeded.state.all_files()} == {
        filename(version=version) for version in contents
    }
    for file in seeded.state.all_files():
        stored = (seeded.index.folder / file.path).read_bytes()
        assert stored == contents[file.filename.split("-")[1]]
    assert not partial_files(seeded)


def test_an_aborted_upload_leaves_no_file(seeded: Served) -> None:
    """The connection ends in the middle of the body; a second upload of the file is accepted."""
    content = wheel(payload=b"x" * MEBIBYTE)
    request = httpx.Request(
        "POST", "https://upload.pypi.org/legacy/", data=form(content),
        files={"content": (filename(), content)},
    )  # fmt: skip
    body = request.read()
    headers = {**dict(request.headers), **UPLOADS}
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = "POST /legacy/ HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n"
    with socket.create_connection(seeded.address) as connection:
        connection.sendall(head.encode() + body[: len(body) // 2])
    assert seeded.send("GET", "/_/oidc/audience").status_code == 200
    assert not list(seeded.state.all_files()) and not partial_files(seeded)
    assert upload(seeded, content).status_code == 200


def test_an_oidc_token_sent_twice_at_once_is_exchanged_once(
    seeded: Served, signers: Signers
) -> None:
    row = next(row for row in own_rows("mint_token") if row["minted"] and row["jti_stored"])
    seeded.start_from(index_state.build(row))
    body = json.dumps({"token": signers.token(row["token"])})
    with ThreadPoolExecutor(2) as pool:
        send = partial(seeded.send, "POST", "/_/oidc/mint-token", content=body)
        answers = sorted(pool.map(lambda _: send(), range(2)), key=lambda one: one.status_code)
    assert [answer.status_code for answer in answers] == [200, 422]
    assert answers[1].json()["errors"][0]["code"] == "invalid-reuse-token"


def test_a_file_over_the_limit_is_not_held_in_memory() -> None:
    """Client and server together grow by less than half of the 100 MiB that are sent."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.contracts.large_upload"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    limit = "File too large. Limit for project 'sampleproject' is 100 MB."
    assert limit in printed["reason"]
    assert printed["grown"] < 50 * 1024  # KiB


def test_a_state_can_be_pickled_and_restored(seeded: Served) -> None:
    """The sandbox's snapshots require this."""
    assert upload(seeded, wheel()).status_code == 200
    saved = pickle.dumps(seeded.state)
    assert upload(seeded, wheel(version="1.1"), "1.1").status_code == 200
    seeded.index.state = pickle.loads(saved)
    assert [file.filename for file in seeded.state.all_files()] == [filename()]
    assert upload(seeded, wheel(version="1.1"), "1.1").status_code == 200
