"""Writes an API token into an Authorization header, in the forms that the rows name."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.contracts.rows import by_label


def _basic(password: str) -> str:
    return f"Basic {base64.b64encode(f'__token__:{password}'.encode()).decode()}"


def _without_prefix(token: str) -> str:
    return token.removeprefix("pypi-")


def _with_other_signature(token: str) -> str:
    """The token with the last bit of its signature inverted."""
    raw = _without_prefix(token)
    data = bytearray(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    data[-1] ^= 1
    return f"pypi-{base64.urlsafe_b64encode(data).decode().rstrip('=')}"


#: `auth.form` of a row → the header's value for a token.
FORMS: dict[str | None, Callable[[str], str]] = {
    None: _basic,
    "token": lambda token: f"token {token}",
    "no-prefix": lambda token: _basic(_without_prefix(token)),
    "test-prefix": lambda token: _basic(f"testpypi-{_without_prefix(token)}"),
    "quoted": lambda token: _basic(f'"{token}"'),
    "env-text": lambda token: _basic("${{ secrets.PYPI_API_TOKEN }}"),
    "truncated": lambda token: _basic(token[:-10]),
    "flipped": lambda token: _basic(_with_other_signature(token)),
}


def header(form: str | None, token: str) -> str:
    """The header's value; raises NotReproducible for a form that is not in FORMS."""
    return by_label(FORMS, form, "auth.form")(token)
