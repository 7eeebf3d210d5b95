"""Secrets do not appear in a report in any of the usual forms."""

from __future__ import annotations

import base64
import textwrap
import time

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


def test_the_secrets_of_a_whole_run_take_no_time() -> None:
    """A run collects hundreds of tokens, and every report is searched for all of their forms."""
    tokens = [f"pypi-{number:0150d}" for number in range(500)]
    begun = time.perf_counter()
    assert masked(f"docs/page.md:3: it fails\n{tokens[7]}\n" * 20, tokens).count(MASKED) == 20
    assert time.perf_counter() - begun < 1
