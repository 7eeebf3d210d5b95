"""Posts the recorded publisher forms to the stand-in and compares the outcome."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import httpx

from tests.contracts import index_state, records
from tests.contracts.rows import Row
from tests.contracts.served_index import Served
from tests.sandbox.pypi import State


def test_a_form_is_answered_as_by_pypi(served: Served, publisher_form: Row) -> None:
    """Status, Location, field errors, flash messages, GitHub look-ups and stored publishers."""
    row = publisher_form
    state = index_state.build(row)
    index_state.sign_in(state, row["as_user"])
    served.start_from(state)
    before = (records.pending(state), records.publishers(state))
    request = row["request"]
    answer = served.send(request["method"], request["path"], data=_fields(row, state))
    assert answer.status_code == row["status"]
    assert _location(answer) == row["location"]
    assert served.doubles.looked_up == row["github_lookups"]
    if row["errors"] is not None and row["status"] == 200:
        assert _errors(answer.text) == row["errors"]
    if row["flash"]:
        page = served.send("GET", _path(answer)).text if answer.status_code == 303 else answer.text
        assert _messages(page) == [(m["queue"], m["message"]) for m in row["flash"]]
    after = (records.pending(state), records.publishers(state))
    for kind, old, new in zip(("pending", "publishers"), before, after, strict=True):
        assert records.same([one for one in new if one not in old], row["stored"][kind])
        assert records.same([one for one in old if one not in new], row["removed"][kind])
    assert (before != after) == row["accepted"]


def _fields(row: Row, state: State) -> dict[str, Any]:
    """The posted fields; `$publisher0` becomes the id of the first publisher in the state."""
    ids = {f"$publisher{n}": key for n, key in enumerate(state.publishers)}
    ids |= {f"$pending{n}": key for n, key in enumerate(state.pending)}
    return {name: ids.get(value, value) for name, value in row["fields"].items()}


def _path(answer: httpx.Response) -> str:
    return str(answer.headers["location"])


def _location(answer: httpx.Response) -> str | None:
    location = answer.headers.get("location")
    return urljoin("https://pypi.org", location) if location else None


def _errors(page: str) -> dict[str, list[str]]:
    lists = re.findall(r'<ul class="form-errors" id="(\w+)-errors">(.*?)</ul>', page, re.DOTALL)
    found = {name: re.findall(r"<li>(.*?)</li>", items, re.DOTALL) for name, items in lists}
    return {name: [unescape(e) for e in errors] for name, errors in found.items() if errors}


def _messages(page: str) -> list[tuple[str, str]]:
    found = re.findall(r"notification-bar--(\w+)\">(.*?)</p>", page, re.DOTALL)
    return [(queue, unescape(message)) for queue, message in found]
