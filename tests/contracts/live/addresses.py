"""Requests an address that the texts link, as a reader's browser does."""

from __future__ import annotations

import re

import httpx

#: Statuses of a page that is not there, or not any more.
_GONE = (404, 410)
#: A line of a file at GitHub. A script of the page draws it, so the page has no such anchor.
_LINE = re.compile(r"L\d+")


def problem(client: httpx.Client, address: str) -> str | None:
    """What is wrong with the address, as a sentence; None when its page and its anchor are there.

    Some services refuse a program with 403 or 429: their page is there.
    """
    url, _, anchor = address.partition("#")
    try:
        answer = client.get(url, follow_redirects=True)
    except httpx.HTTPError as error:
        return f"{address} cannot be reached: {error}"
    if answer.status_code in _GONE or answer.status_code >= 500:
        return f"{address} answers {answer.status_code}; correct the link, or remove it"
    if not anchor or answer.is_error or _LINE.fullmatch(anchor):
        return None
    if not re.search(rf"""\b(?:id|name)=["']?{re.escape(anchor)}\b""", answer.text):
        return f"{url} has no anchor #{anchor}; correct the link"
    return None
