"""Secrets do not appear in a report in any of the usual forms."""

from __future__ import annotations

import base64
import textwrap

import pytest

from tests.evaluate.masking import MASKED, masked

SECRET = "pypi-not-a-token-0123456789"


@pytest.mark.parametrize(
    "shown",
    [
        SECRET,
        SECRET[::-1],
        SECRET.encode().hex(),
        "\n".join(textwrap.wrap(SECRET, 7)),
        *(base64.b64encode(b"x" * before + SECRET.encode() + b"y").decode() for before in range(4)),
        base64.urlsafe_b64encode(b"??>" + SECRET.encode()).decode(),
        base64.encodebytes(b"user:" + 3 * SECRET.encode()).decode(),
    ],
)
def test_a_secret_is_masked_however_it_is_written(shown: str) -> None:
    text = masked(f"before {shown} after", [SECRET])
    assert text.startswith("before ") and text.endswith(" after")
    assert MASKED in text
    assert not any(shown[at : at + 9] in text for at in range(len(shown) - 9))


def test_other_text_stays() -> None:
    assert masked("pypi-not-a-secret", [SECRET]) == "pypi-not-a-secret"
