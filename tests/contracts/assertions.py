"""Asserts that an answer agrees with a row, except for values that differ from run to run."""

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


def assert_exchange(row: Row, answer: httpx.Response) -> None:
    """Status, reason phrase, media type, error codes and descriptions of the token endpoint."""
    expected = row["response"]
    assert (answer.status_code, answer.reason_phrase) == (expected["status"], expected["reason"])
    media = expected.get("content_type")
    assert media is None or answer.headers["content-type"] == media
    if "json" in expected:
        document = answer.json()
        assert _errors(row, document.get("errors")) == _errors(row, expected["json"].get("errors"))
        assert set(document) == set(expected["json"])
        assert document.get("audience") == expected["json"].get("audience")
        assert document.get("message") == expected["json"].get("message")
    elif "text" in expected:
        assert answer.text.split() == expected["text"].split()


def _errors(row: Row, errors: list[Row] | None) -> list[tuple[str, str]] | None:
    """Codes and first lines of descriptions; pydantic's other lines depend on its version."""
    if errors is None:
        return None
    whole = stable(row, "errors")
    return [(e["code"], e["description"].split("\n")[0] if whole else "") for e in errors]


def assert_upload(row: Row, answer: httpx.Response) -> None:
    """Status, reason phrase, media type, Location and body of an upload's answer."""
    expected, reason = row["response"], Served.reason(answer)
    assert answer.status_code == expected["status"]
    if media := expected.get("content_type"):
        assert answer.headers["content-type"] == media
    if location := expected.get("location"):
        assert answer.headers["location"] in location
    if "body_text" in expected:
        assert answer.text == expected["body_text"]
    if PYDANTIC in expected["reason"]:  # the other lines depend on its version
        first = expected["reason"].split("\n")[0]
        assert reason.startswith(first) and first in answer.text
        return
    if stable(row, "response.reason"):
        assert _words(reason) == _words(expected["reason"])
    if "body_html_text" in expected and stable(row, "response.body_html_text"):
        assert _words(_text(answer.text)) == _words(_text(expected["body_html_text"]))


def _words(text: str) -> list[str]:
    """The words in order; bracketed lists, which the server makes from sets, are sorted."""
    ordered = re.sub(r"\['.*?'\]", lambda found: str(sorted(found[0][1:-1].split(", "))), text)
    return ordered.split()


def _text(html: str) -> str:
    """The text of an HTML page without its title."""
    page = re.sub(r"<title>.*?</title>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", page))


def assert_head(row: Row, answer: httpx.Response) -> None:
    """Status, reason phrase and media type of a page or document."""
    expected = row["response"]
    assert (answer.status_code, answer.reason_phrase) == (expected["status"], expected["reason"])
    assert answer.headers["content-type"] == expected["content_type"]


def assert_headers(row: Row, answer: httpx.Response) -> None:
    """The other recorded headers; a CDN in front of the real service may change these."""
    for name, value in row["response"]["headers"].items():
        assert _header(answer, name) == _header_of(name, value)


def assert_content(row: Row, answer: httpx.Response) -> None:
    """The content without its order, times and serial numbers."""
    expected = row["response"]
    if "json" in expected:
        assert _ordered(normalized(answer.json())) == _ordered(expected["json"])
    if text := expected.get("html") or expected.get("text"):
        assert _tags(answer.text) == _tags(text)


def _header(answer: httpx.Response, name: str) -> str:
    value = answer.headers.get(name, "")
    return _header_of(name, "<serial>" if name == "X-PyPI-Last-Serial" and value else value)


def _header_of(name: str, value: str) -> str:
    return value.removeprefix("https://pypi.org") if name == "Location" else value


def normalized(value: Any, key: str = "") -> Any:
    """The JSON with `<time>` and `<serial>` in place of times and serial numbers, as in rows."""
    if key in TIMES or key in SERIALS:
        return "<time>" if key in TIMES else "<serial>"
    if isinstance(value, dict):
        return {name: normalized(inner, name) for name, inner in value.items()}
    return [normalized(inner) for inner in value] if isinstance(value, list) else value


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(inner) for name, inner in sorted(value.items())}
    return sorted(map(_ordered, value), key=str) if isinstance(value, list) else value


def _tags(text: str) -> list[str]:
    return re.sub(r"<!--SERIAL \w+-->| (?=>)", "", text).split()
