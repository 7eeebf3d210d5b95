"""What can be read after known uploads is what PyPI shows: JSON, links, redirects, refusals."""

from __future__ import annotations

import re
from typing import Any

import httpx

from . import world
from .jwts import Signers
from .rows import Row
from .served import Served
from .uploads import post

TIMES = {"upload-time", "upload_time", "upload_time_iso_8601"}
SERIALS = {"_last-serial", "last_serial"}


def test_answers_as_the_real_server(served: Served, signers: Signers, read_api: Row) -> None:
    """Status, headers and content agree with the row, but for order, times and serial numbers."""
    row, request = read_api, read_api["request"]
    served.start_from(world.build(row))
    for upload in row["uploads"]:
        assert post(served, signers, upload).status_code == 200
    for sql in row["then_sql"]:
        world.statement(served.state, sql)
    served.state.flags.update(row["admin_flags"])
    headers = {"Accept": request["accept"]}
    answer = served.send(request["method"], request["path"], host=request["host"], headers=headers)
    expected = row["response"]
    assert (answer.status_code, answer.reason_phrase) == (expected["status"], expected["reason"])
    assert answer.headers["content-type"] == expected["content_type"]
    for name, value in expected["headers"].items():
        assert _header(answer, name) == _header_of(name, value)
    if "json" in expected:
        assert _ordered(_plain(answer.json())) == _ordered(expected["json"])
    if text := expected.get("html") or expected.get("text"):
        assert _words(answer.text) == _words(text)


def _header(answer: httpx.Response, name: str) -> str:
    value = answer.headers.get(name, "")
    return _header_of(name, "<serial>" if name == "X-PyPI-Last-Serial" and value else value)


def _header_of(name: str, value: str) -> str:
    return value.removeprefix("https://pypi.org") if name == "Location" else value


def _plain(value: Any, key: str = "") -> Any:
    """The JSON without what differs from run to run."""
    if key in TIMES or key in SERIALS:
        return "<time>" if key in TIMES else "<serial>"
    if isinstance(value, dict):
        return {name: _plain(inner, name) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(inner) for name, inner in sorted(value.items())}
    return sorted(map(_ordered, value), key=str) if isinstance(value, list) else value


def _words(text: str) -> list[str]:
    return re.sub(r"<!--SERIAL \w+-->| (?=>)", "", text).split()
