"""Masks secrets in reports, also where a program has encoded or folded them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

MASKED = "***"


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets: as they are, reversed, in hexadecimal digits and in base64.

    Blanks and line ends inside them do not matter.
    """
    joined = _joined(text)
    for secret in sorted(secrets, key=len, reverse=True):
        for form in _forms(secret):
            # A run has thousands of forms; an expression for each would take most of its time.
            if _joined(form) in joined:
                text = re.sub(r"\s*".join(map(re.escape, form)), MASKED, text)
    return text


def _joined(text: str) -> str:
    """The text without blanks and line ends."""
    return "".join(text.split())


def _forms(secret: str) -> Iterable[str]:
    raw = secret.encode()
    yield secret
    yield secret[::-1]
    yield raw.hex()
    yield raw.hex().upper()
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + raw).decode().rstrip("=")
        # The first digits also depend on the bytes before the secret, the last one on those after.
        core = encoded[(8 * before + 5) // 6 : (8 * (before + len(raw))) // 6]
        yield core
        yield core.replace("+", "-").replace("/", "_")
