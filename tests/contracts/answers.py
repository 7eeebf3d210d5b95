"""How an answer is held against a row: what must agree, and what may differ from run to run."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx

from tests.contracts.rows import Row, stable
from tests.contracts.served_index import Served

PYDANTIC = "https://errors.pydantic.dev/"
TIMES = {"upload-time", "upload_time", "upload_time_iso_8601"}
SERIALS = {"_last-serial", "last_serial"}


def same_exchange(row: Row, answer: httpx.Response) -> None:
    """Status, reason, media type, error codes and words of the token endpoint."""
    expected = row["response"]
    assert (answer.status_code, answer.reason_phrase) == (expected["status"], expected["reason"])
    media = expected.get("content_type")
    assert media is None or answer.headers["content-type"] == media
    if "json" in expected:
        said = answer.json()
        assert _errors(row, said.get("errors")) == _errors(row, expected["json"].get("errors"))
        assert set(said) == set(expected["json"])
        assert said.get("audience") == expected["json"].get("audience")
        assert said.get("message") == expected["json"].get("message")
    elif "text" in expected:
        assert answer.text.split() == expected["text"].split()


def _errors(row: Row, errors: list[Row] | None) -> list[tuple[str, str]] | None:
    """Codes and descriptions; of pydantic's words, which follow its version, the first line."""
    if errors is None:
        return None
    whole = stable(row, "errors")
    return [(e["code"], e["description"].split("\n")[0] if whole else "") for e in errors]


def same_upload(row: Row, answer: httpx.Response) -> None:
    """Status, reason phrase, media type, address and body of an upload's answer."""
    expected, reason = row["response"], Served.reason(answer)
    assert answer.status_code == expected["status"]
    if media := expected.get("content_type"):
        assert answer.headers["content-type"] == media
    if location := expected.get("location"):
        assert answer.headers["location"] in location
    if "body_text" in expected:
        assert answer.text == expected["body_text"]
    if PYDANTIC in expected["reason"]:  # its words follow its version: the first line will do
        first = expected["reason"].split("\n")[0]
        assert reason.startswith(first) and first in answer.text
        return
    if stable(row, "response.reason"):
        assert _words(reason) == _words(expected["reason"])
    if "body_html_text" in expected and stable(row, "response.body_html_text"):
        assert _words(_text(answer.text)) == _words(_text(expected["body_html_text"]))


def _words(text: str) -> list[str]:
    """The words, whatever the blanks; lists in brackets sorted: the server makes them of sets."""
    ordered = re.sub(r"\['.*?'\]", lambda list_: str(sorted(list_[0][1:-1].split(", "))), text)
    return ordered.split()


def _text(html: str) -> str:
    """What an HTML page says, without its head."""
    page = re.sub(r"<title>.*?</title>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", page))


def same_head(row: Row, answer: httpx.Response) -> None:
    """Status, reason and media type of something read."""
    expected = row["response"]
    assert (answer.status_code, answer.reason_phrase) == (expected["status"], expected["reason"])
    assert answer.headers["content-type"] == expected["content_type"]


def same_headers(row: Row, answer: httpx.Response) -> None:
    """The other headers, which a network in between may change."""
    for name, value in row["response"]["headers"].items():
        assert _header(answer, name) == _header_of(name, value)


def same_content(row: Row, answer: httpx.Response) -> None:
    """The content, but for its order, times and serial numbers."""
    expected = row["response"]
    if "json" in expected:
        assert _ordered(plain(answer.json())) == _ordered(expected["json"])
    if text := expected.get("html") or expected.get("text"):
        assert _tags(answer.text) == _tags(text)


def _header(answer: httpx.Response, name: str) -> str:
    value = answer.headers.get(name, "")
    return _header_of(name, "<serial>" if name == "X-PyPI-Last-Serial" and value else value)


def _header_of(name: str, value: str) -> str:
    return value.removeprefix("https://pypi.org") if name == "Location" else value


def plain(value: Any, key: str = "") -> Any:
    """The JSON without what differs from run to run."""
    if key in TIMES or key in SERIALS:
        return "<time>" if key in TIMES else "<serial>"
    if isinstance(value, dict):
        return {name: plain(inner, name) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(inner) for name, inner in sorted(value.items())}
    return sorted(map(_ordered, value), key=str) if isinstance(value, list) else value


def _tags(text: str) -> list[str]:
    return re.sub(r"<!--SERIAL \w+-->| (?=>)", "", text).split()
