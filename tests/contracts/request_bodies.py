"""The ways in which the rows of the token endpoint write a token into a request's body."""

from __future__ import annotations

import base64
import json

from tests.contracts.rows import NotReproducible, Row


def body(request: Row, text: str) -> bytes:
    """The body that `request` describes, around the token `text`."""
    if "body_text" in request:
        return str(request["body_text"]).encode()
    if "body_base64" in request:
        return base64.b64decode(request["body_base64"])
    shape = request.get("body_shape", {})
    plain = json.dumps({"token": text, **shape.get("extra", {})})
    return _wrapped(shape.get("wrap"), text, plain)


def _wrapped(how: str | None, text: str, body: str) -> bytes:
    """The ways of writing a body, by the names that the rows give them."""
    escaped = "".join(f"\\u{ord(char):04x}" for char in text)
    ways = {
        None: body,
        "token-first-duplicate": f'{{"token": "{text}", "token": "abc"}}',
        "token-last-duplicate": f'{{"token": "abc", "token": "{text}"}}',
        "unicode-escapes": f'{{"token": "{escaped}"}}',
        "pretty": json.dumps(json.loads(body), indent=4),
        "indented": json.dumps(json.loads(body), indent=2),
        "blanks": f" \n {body} \n ",
        "whitespace": f" \n\t {body} \n\t ",
        "newline": f"{body}\n",
        "compact": body.replace(" ", ""),
        "trailing": f"{body}x",
        "list": f"[{body}]",
        "bom": f"\ufeff{body}",
    }
    if how == "utf-16":
        return body.encode("utf-16")
    if how not in ways:
        raise NotReproducible(f"no such way of writing a body is known: {how}")
    return ways[how].encode()
