"""Writes a JWT into the body of a token exchange, in the ways that the rows name."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

from tests.contracts.rows import Row, by_label


def _escaped(token: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in token)


#: `body_shape.wrap` of a row → the body's text, from the token and its plain JSON body.
WRAPS: dict[str | None, Callable[[str, str], str]] = {
    None: lambda token, plain: plain,
    "token-first-duplicate": lambda token, plain: f'{{"token": "{token}", "token": "abc"}}',
    "unicode-escapes": lambda token, plain: f'{{"token": "{_escaped(token)}"}}',
    "bom": lambda token, plain: f"\ufeff{plain}",
}


def body(request: Row, token: str) -> bytes:
    """The body of `request`; raises NotReproducible for a wrap that is not in WRAPS."""
    if "body_text" in request:
        return str(request["body_text"]).encode()
    if "body_base64" in request:
        return base64.b64decode(request["body_base64"])
    shape = request.get("body_shape", {})
    plain = json.dumps({"token": token, **shape.get("extra", {})})
    return by_label(WRAPS, shape.get("wrap"), "body_shape.wrap")(token, plain).encode()
