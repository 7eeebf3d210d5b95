"""The forms in which the rows put an API token into the Authorization header."""

from __future__ import annotations

import base64
from typing import Any

from tests.contracts.rows import NotReproducible


def header(form: str | None, text: str) -> str:
    """The Authorization header, in the form that the row names (Basic, if none)."""
    raw = text.removeprefix("pypi-")
    basic = {
        None: text, "no-prefix": raw, "test-prefix": f"testpypi-{raw}", "quoted": f'"{text}"',
        "env-text": "${{ secrets.PYPI_API_TOKEN }}", "truncated": text[:-10],
        "newline": f"{text}\n", "trailing-newline": f"{text}\n", "leading-blank": f" {text}",
        "blanks": f" {text} ", "blank": f"{text} ", "whitespace": f" {text} ",
        "upper": text.upper(), "upper-prefix": f"PYPI-{raw}", "double-prefix": f"pypi-{text}",
        "double": text + text, "crlf": f"{text}\r\n", "tab": f"\t{text}",
    }  # fmt: skip
    headers = {
        "token": f"token {text}", "bearer": f"Bearer {text}", "Bearer": f"Bearer {text}",
        "Token": f"Token {text}", "bare": text, "lower-basic": _basic(text, scheme="basic"),
        "basic-lower": _basic(text, scheme="basic"), "basic-upper": _basic(text, scheme="BASIC"),
        "other-user": _basic(text, "alice"), "username": _basic(text, "alice"),
        "user-name": _basic(text, "alice"), "wrong-user": _basic(text, "alice"),
        "as-user": _basic(text, "alice"), "no-user": _basic(text, ""),
        "user-upper": _basic(text, "__TOKEN__"), "password-as-user": _basic("", text),
        "swapped": _basic("__token__", text),
    }  # fmt: skip
    if form in headers:
        return headers[form]
    if form == "flipped":
        return _basic(_flipped(text))
    return _basic(known_label(basic, form, "form of a token"))


def _basic(password: str, user: str = "__token__", scheme: str = "Basic") -> str:
    return f"{scheme} {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def _flipped(text: str) -> str:
    """The same token with another signature."""
    raw = text.removeprefix("pypi-")
    data = bytearray(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    data[-1] ^= 1
    return f"pypi-{base64.urlsafe_b64encode(data).decode().rstrip('=')}"


def known_label(table: dict[Any, Any], label: str | None, what: str) -> Any:
    """What `label` stands for; raises NotReproducible for one that we have not met."""
    if label not in table:
        raise NotReproducible(f"no such {what} is known: {label}")
    return table[label]
